# Answers with what Get-ADSyncScheduler says.
. (Join-Path $PSScriptRoot 'plain-json.ps1')

try {
    [void] (Read-Question)
    Import-Module -Name ADSync -DisableNameChecking
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

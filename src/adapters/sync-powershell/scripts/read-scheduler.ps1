# Answers with what Get-ADSyncScheduler says.
. (Join-Path $PSScriptRoot 'plain-json.ps1')

try {
    [void] (Read-Question)
    Import-Module ADSync
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

# Answers with what Get-ADSyncScheduler says.
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    Import-Module -Name ADSync -DisableNameChecking
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

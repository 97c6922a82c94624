# Switches the scheduler on or off. Question: { "enabled": true }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    $question = Read-Question $Data
    Import-Module -Name ADSync -DisableNameChecking
    [void] (Set-ADSyncScheduler -SyncCycleEnabled ([bool] $question.enabled))
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

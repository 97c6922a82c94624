# Switches the scheduler on or off. Question: { "enabled": true }
. (Join-Path $PSScriptRoot 'plain-json.ps1')

try {
    $question = Read-Question
    Import-Module -Name ADSync -DisableNameChecking
    [void] (Set-ADSyncScheduler -SyncCycleEnabled ([bool] $question.enabled))
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

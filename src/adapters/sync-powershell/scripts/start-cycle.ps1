# Starts a delta or a full cycle and returns while it runs. Refuses while anything runs, and where a cycle would export nothing. Question: { "full": false }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    $question = Read-Question $Data
    Import-Module -Name ADSync -DisableNameChecking
    $scheduler = Get-ADSyncScheduler
    $running = @(Get-ADSyncConnectorRunStatus)
    if ($scheduler.SyncCycleInProgress -or $running.Count -gt 0) {
        Write-Refusal 'cycle-in-progress'
    } elseif ($scheduler.SchedulerSuspended) {
        Write-Refusal 'scheduler-suspended'
    } elseif ($scheduler.StagingModeEnabled) {
        Write-Refusal 'staging'
    } elseif ($question.full -eq $true) {
        [void] (Start-ADSyncSyncCycle -PolicyType Initial)
        Write-Answer @{ started = $true }
    } else {
        [void] (Start-ADSyncSyncCycle -PolicyType Delta)
        Write-Answer @{ started = $true }
    }
} catch {
    Write-Refusal (Get-Why $_)
}

# Starts a delta cycle and returns while it runs. Refuses while anything runs, and where a cycle would export nothing.
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    Import-Module -Name ADSync -DisableNameChecking
    $scheduler = Get-ADSyncScheduler
    $running = @(Get-ADSyncConnectorRunStatus)
    if ($scheduler.SyncCycleInProgress -or $running.Count -gt 0) {
        Write-Refusal 'cycle-in-progress'
    } elseif ($scheduler.SchedulerSuspended) {
        Write-Refusal 'scheduler-suspended'
    } elseif ($scheduler.StagingModeEnabled) {
        Write-Refusal 'staging'
    } else {
        [void] (Start-ADSyncSyncCycle -PolicyType Delta)
        Write-Answer @{ started = $true }
    }
} catch {
    Write-Refusal (Get-Why $_)
}

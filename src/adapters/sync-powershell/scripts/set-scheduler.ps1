# Changes one setting of the scheduler. Question, one of: { "enabled": true }, { "maintenance": true }, { "retention": "7.00:00:00" }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    $question = Read-Question $Data
    Import-Module -Name ADSync -DisableNameChecking
    if (Test-Part $question 'enabled') {
        [void] (Set-ADSyncScheduler -SyncCycleEnabled ([bool] $question.enabled))
    } elseif (Test-Part $question 'maintenance') {
        [void] (Set-ADSyncScheduler -MaintenanceEnabled ([bool] $question.maintenance))
    } elseif (Test-Part $question 'retention') {
        $span = [TimeSpan]::ParseExact([string] $question.retention, 'c', [System.Globalization.CultureInfo]::InvariantCulture)
        [void] (Set-ADSyncScheduler -PurgeRunHistoryInterval $span)
    }
    Write-Answer (Get-SchedulerField)
} catch {
    Write-Refusal (Get-Why $_)
}

# Stops the service ADSync and starts it again; starts it only, where it is stopped. Refuses while a cycle runs, and where it would not start again.
param([string] $Data)
if ($PSScriptRoot) {
    . (Join-Path $PSScriptRoot 'plain-json.ps1')
    . (Join-Path $PSScriptRoot 'server-state.ps1')
}

# Empty when nothing stands in the way.
function Get-Hindrance([string] $Status) {
    $isRunning = $Status -eq 'Running'
    if (-not $isRunning -and $Status -ne 'Stopped') { return 'nothing-begun' }
    if ($isRunning) {
        Import-Module -Name ADSync -DisableNameChecking
        $scheduler = Get-ADSyncScheduler
        if ($scheduler.SyncCycleInProgress -or @(Get-ADSyncConnectorRunStatus).Count -gt 0) { return 'cycle-in-progress' }
    }
    try { $isFull = Test-DatabaseFull $isRunning } catch { return 'database-unknown' }
    if ($isFull) { return 'database-full' }
    return ''
}

try {
    $status = ''
    $hindrance = 'nothing-begun'
    try {
        $status = [string] (Get-ServiceField)['status']
        $hindrance = Get-Hindrance $status
    } catch {
        if ((Get-Why $_) -eq 'access-denied') { $hindrance = 'access-denied' }
    }
    if ($hindrance -ne '') {
        Write-Refusal $hindrance
    } else {
        if ($status -eq 'Running') { Stop-Service -Name ADSync }
        Start-Service -Name ADSync
        Write-Answer @{ restarted = $true }
    }
} catch {
    Write-Refusal 'failed'
}

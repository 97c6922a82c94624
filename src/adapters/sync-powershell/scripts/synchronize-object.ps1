# Imports, synchronises and exports one object of AD alone. Refuses while the scheduler is on, while anything runs, and in staging mode.
# Question: { "dn": "CN=..." }. Answers with how it ended and how its steps did, never with values of the object.
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

# Empty when nothing stands in the way.
function Get-Hindrance {
    if ($null -eq (Get-Command -Name Invoke-ADSyncSingleObjectSync -ErrorAction SilentlyContinue)) { return 'cmdlet-missing' }
    $scheduler = Get-ADSyncScheduler
    if ($scheduler.SyncCycleInProgress -or @(Get-ADSyncConnectorRunStatus).Count -gt 0) { return 'cycle-in-progress' }
    if ($scheduler.SyncCycleEnabled) { return 'scheduler-on' }
    if ($scheduler.StagingModeEnabled) { return 'staging' }
    return ''
}

# The cmdlet checks both before it works; of anything else nobody knows how far it came.
function Get-RunWhy($Problem) {
    if ($Problem.Exception.Message -match 'throttl|too many (requests|times)|wait .*minute') { return 'throttled' }
    if ($Problem.Exception.Message -match 'scheduler (is|must|should|needs)|disable the .*scheduler') { return 'scheduler-on' }
    return 'failed'
}

# One text of JSON, perhaps over several lines, and perhaps with words around it.
function Read-Summary($Said) {
    $text = (@(foreach ($each in $Said) { [string] $each }) -join "`n")
    $from = $text.IndexOf('{')
    $to = $text.LastIndexOf('}')
    if ($from -lt 0 -or $to -le $from) { return $null }
    return (ConvertFrom-Json -InputObject $text.Substring($from, $to - $from + 1))
}

function Get-StatusText($Source) {
    foreach ($name in 'statusInfo', 'provisioningStatusInfo') {
        $info = Get-Part $Source $name
        if ($null -ne $info) { return ([string] (Get-Part $info 'status')).ToLowerInvariant() }
    }
    return ([string] (Get-Part $Source 'status')).ToLowerInvariant()
}

function Get-ProblemField($Summary) {
    foreach ($name in 'statusInfo', 'provisioningStatusInfo') {
        $problem = Get-Part (Get-Part $Summary $name) 'errorInformation'
        if ($null -ne $problem) {
            return @{ errorCode = (Limit-Text ([string] (Get-Part $problem 'errorCode')) 100); reason = (Limit-Text ([string] (Get-Part $problem 'reason')) 300) }
        }
    }
    return @{ errorCode = ''; reason = '' }
}

try {
    $question = Read-Question $Data
    $hindrance = 'nothing-begun'
    try {
        Import-Module -Name ADSync -DisableNameChecking
        $diagnostics = Join-Path (Split-Path -Parent (Split-Path -Parent (Get-Module -Name ADSync).Path)) 'ADSyncDiagnostics\ADSyncDiagnostics.psm1'
        if (Test-Path -LiteralPath $diagnostics) { Import-Module -Name $diagnostics -DisableNameChecking }
        $hindrance = Get-Hindrance
    } catch {
        if ((Get-Why $_) -ne 'failed') { $hindrance = Get-Why $_ }
    }
    if ($hindrance -ne '') {
        Write-Refusal $hindrance
    } else {
        $summary = $null
        $why = ''
        try { $summary = Read-Summary @(Invoke-ADSyncSingleObjectSync -DistinguishedName ([string] $question.dn)) } catch { $why = Get-RunWhy $_ }
        if ($why -ne '') {
            Write-Refusal $why
        } elseif ($null -eq $summary) {
            Write-Answer @{ status = ''; errorCode = ''; reason = ''; steps = @() }
        } else {
            $answer = Get-ProblemField $summary
            $answer['status'] = Get-StatusText $summary
            $answer['steps'] = @(foreach ($step in (Get-Part $summary 'provisioningSteps')) {
                @{ name = (Limit-Text ([string] (Get-Part $step 'name')) 100); status = (Limit-Text ([string] (Get-Part $step 'status')) 40) }
            })
            Write-Answer $answer
        }
    }
} catch {
    Write-Refusal (Get-Why $_)
}

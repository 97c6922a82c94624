# Dot-sourced by every script of this folder: the question comes as JSON text, each answer goes out as one string of JSON; host.ps1 prints it.

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
# Windows PowerShell 5.1 would print some lists as { "value": [], "Count": 0 }; without this old addition to arrays it does not.
Remove-TypeData -TypeName System.Array -ErrorAction SilentlyContinue

function Read-Question([string] $Text) {
    ConvertFrom-Json -InputObject $Text
}

# One string an answer: a script that is stopped later has said this much.
function Write-Document($Document) {
    ConvertTo-Json -InputObject $Document -Depth 20 -Compress
}

function Write-Answer($Result) {
    Write-Document @{ ok = $true; result = $Result }
}

# $Why is one of the words that the product knows; texts of foreign errors do not leave the server.
function Write-Refusal([string] $Why) {
    Write-Document @{ ok = $false; why = $Why }
}

function Get-Why($Problem) {
    $exception = $Problem.Exception
    if ($exception -is [System.UnauthorizedAccessException]) { return 'access-denied' }
    if ($exception -is [System.Security.SecurityException]) { return 'access-denied' }
    if ($exception.Message -match 'access is denied|permission|unauthorized operation') { return 'access-denied' }
    if ($Problem.FullyQualifiedErrorId -match 'Modules_ModuleNotFound') { return 'module-missing' }
    return 'failed'
}

# A date of the engine without a kind is UTC.
function ConvertTo-IsoDate([datetime] $Date) {
    if ($Date.Kind -eq [DateTimeKind]::Local) { $Date = $Date.ToUniversalTime() }
    return $Date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

function Limit-Text([string] $Text, [int] $Most) {
    if ($Text.Length -le $Most) { return $Text }
    return $Text.Substring(0, $Most)
}

# Text, numbers, booleans and null as they are; dates ISO 8601 UTC, octets base64, everything else (GUID, TimeSpan, enum) as its text.
function ConvertTo-PlainValue($Value) {
    if ($null -eq $Value) { return $null }
    if ($Value -is [datetime]) { return (ConvertTo-IsoDate $Value) }
    if ($Value -is [byte[]]) { return [Convert]::ToBase64String($Value) }
    if ($Value -is [enum]) { return $Value.ToString() }
    if ($Value -is [string] -or $Value -is [bool] -or $Value.GetType().IsPrimitive) { return $Value }
    return $Value.ToString()
}

function Test-List($Value) {
    return ($Value -is [System.Collections.IEnumerable]) -and -not ($Value -is [string]) -and -not ($Value -is [byte[]])
}

# The value of a property; nothing where this build of ADSync has no such property. A list comes out one by one.
function Get-Part($Source, [string] $Name) {
    if ($null -eq $Source) { return }
    $property = $Source.PSObject.Properties[$Name]
    if ($null -ne $property -and $null -ne $property.Value) { $property.Value }
}

# Whether this build of ADSync has the property at all: what it lacks is left out of the answer and counts as not known, never as empty.
function Test-Part($Source, [string] $Name) {
    return ($null -ne $Source) -and ($null -ne $Source.PSObject.Properties[$Name])
}

# The named fields of an object, those that this build of ADSync has. A list stays a list, also one of a single item.
function Get-Field($Source, [string[]] $Names) {
    if ($null -eq $Source) { return $null }
    $fields = @{}
    foreach ($name in $Names) {
        $property = $Source.PSObject.Properties[$name]
        if ($null -eq $property) { continue }
        if (Test-List $property.Value) {
            $fields[$name] = @(foreach ($each in $property.Value) { ConvertTo-PlainValue $each })
        } else {
            $fields[$name] = ConvertTo-PlainValue $property.Value
        }
    }
    return $fields
}

function Get-SchedulerField {
    Get-Field (Get-ADSyncScheduler) @(
        'AllowedSyncCycleInterval', 'CurrentlyEffectiveSyncCycleInterval', 'CustomizedSyncCycleInterval', 'NextSyncCyclePolicyType',
        'NextSyncCycleStartTimeInUTC', 'PurgeRunHistoryInterval', 'SyncCycleEnabled', 'MaintenanceEnabled', 'StagingModeEnabled',
        'SchedulerSuspended', 'SyncCycleInProgress')
}

function Get-RunSummary($Run) {
    Get-Field $Run @(
        'RunHistoryId', 'ConnectorId', 'ConnectorName', 'RunProfileName', 'RunNumber', 'Result', 'IsRunComplete', 'CurrentStepNumber', 'TotalSteps',
        'StartDate', 'EndDate')
}

# Dot-sourced by every script of this folder: question from stdin, answer to stdout, both UTF-8 JSON.

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
# powershell.exe prints warnings on stdout, where only the answer may stand.
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'

function Read-Question {
    $encoding = New-Object System.Text.UTF8Encoding($false)
    $reader = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $encoding)
    ConvertFrom-Json -InputObject $reader.ReadToEnd()
}

function Write-Document($Document) {
    $json = ConvertTo-Json -InputObject $Document -Depth 20 -Compress
    $octets = (New-Object System.Text.UTF8Encoding($false)).GetBytes($json)
    $stream = [Console]::OpenStandardOutput()
    $stream.Write($octets, 0, $octets.Length)
    $stream.Flush()
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
    if ($exception.Message -match 'access is denied|permission') { return 'access-denied' }
    if ($Problem.FullyQualifiedErrorId -match 'Modules_ModuleNotFound') { return 'module-missing' }
    return 'failed'
}

# A date of the engine without a kind is UTC.
function ConvertTo-IsoDate([datetime] $Date) {
    if ($Date.Kind -eq [DateTimeKind]::Local) { $Date = $Date.ToUniversalTime() }
    return $Date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

# Text, numbers, booleans and null as they are; dates ISO 8601 UTC, octets base64, everything else as its text.
function ConvertTo-PlainValue($Value) {
    if ($null -eq $Value) { return $null }
    if ($Value -is [datetime]) { return (ConvertTo-IsoDate $Value) }
    if ($Value -is [byte[]]) { return [Convert]::ToBase64String($Value) }
    if ($Value -is [enum]) { return $Value.ToString() }
    if ($Value -is [string] -or $Value -is [bool] -or $Value.GetType().IsPrimitive) { return $Value }
    if ($Value -is [System.Collections.IEnumerable]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($each in $Value) { [void] $list.Add((ConvertTo-PlainValue $each)) }
        return , $list.ToArray()
    }
    return $Value.ToString()
}

# The named fields of an object, those that this build of ADSync has.
function Get-Field($Source, [string[]] $Names) {
    $fields = @{}
    if ($null -eq $Source) { return $null }
    foreach ($name in $Names) {
        $property = $Source.PSObject.Properties[$name]
        if ($null -ne $property) { $fields[$name] = ConvertTo-PlainValue $property.Value }
    }
    return $fields
}

function Get-SchedulerField {
    Get-Field (Get-ADSyncScheduler) @(
        'AllowedSyncCycleInterval', 'CurrentlyEffectiveSyncCycleInterval', 'CustomizedSyncCycleInterval', 'NextSyncCyclePolicyType',
        'NextSyncCycleStartTimeInUTC', 'SyncCycleEnabled', 'MaintenanceEnabled', 'StagingModeEnabled', 'SchedulerSuspended', 'SyncCycleInProgress')
}

function Get-RunField([int] $Newest) {
    $names = 'ConnectorName', 'RunProfileName', 'RunNumber', 'Result', 'IsRunComplete', 'StartDate', 'EndDate'
    $runs = @(Get-ADSyncRunProfileResult -NumberRequested $Newest)
    return , @($runs | Sort-Object -Property StartDate -Descending | ForEach-Object { Get-Field $_ $names })
}

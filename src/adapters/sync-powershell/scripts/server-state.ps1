# Dot-sourced by read-server.ps1: what the machine tells without the engine, so that a stopped service hides none of it.

function Get-ServiceField {
    $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
    if ($null -eq $service) { return @{ status = 'NotInstalled' } }
    $fields = @{ status = $service.State; startType = $service.StartMode; account = $service.StartName }
    try { $fields['startedAt'] = Get-ServiceStart } catch { $fields['startedAt'] = $null }
    # Roles 4 and 5 are domain controllers. The state of the service does not depend on it.
    $role = $null
    try { $role = Get-Part (Get-CimInstance -ClassName Win32_ComputerSystem) 'DomainRole' } catch { $role = $null }
    if ($null -ne $role) { $fields['isDomainController'] = ([int] $role -ge 4) }
    return $fields
}

function Get-ProductVersion {
    $parameters = Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Services\ADSync\Parameters'
    $engine = Join-Path (Join-Path $parameters.Path 'Bin') 'miiserver.exe'
    return [System.Diagnostics.FileVersionInfo]::GetVersionInfo($engine).ProductVersion
}

function Get-RegistryField([string] $Path, [string] $Name) {
    $value = 'Not Found'
    if (Test-Path -LiteralPath $Path) {
        $found = Get-Part (Get-ItemProperty -LiteralPath $Path) $Name
        if ($null -ne $found) { $value = [string] $found }
    }
    return @{ Path = $Path; Name = $Name; Value = $value }
}

# The values that Get-ADSyncToolsTls12 looks at, as they are; what their absence means depends on the version of Windows.
function Get-TlsField {
    $framework = 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319', 'HKLM:\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319'
    $channel = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\'
    $settings = @(
        foreach ($path in $framework) { foreach ($name in 'SystemDefaultTlsVersions', 'SchUseStrongCrypto') { Get-RegistryField $path $name } }
        foreach ($side in 'Client', 'Server') { foreach ($name in 'Enabled', 'DisabledByDefault') { Get-RegistryField ($channel + $side) $name } })
    $fields = @{ settings = $settings }
    $release = Get-Part (Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full') 'Release'
    if ($null -ne $release) { $fields['frameworkRelease'] = [int] $release }
    return $fields
}

function Get-HealthAgentField {
    $services = @(Get-CimInstance -ClassName Win32_Service -Filter "Name LIKE 'AzureADConnectHealth%'")
    if ($services.Length -eq 0) { return @{ status = 'NotInstalled' } }
    $stopped = @($services | Where-Object { $_.State -ne 'Running' })
    $fields = @{ status = 'Running' }
    if ($stopped.Length -gt 0) { $fields['status'] = $stopped[0].State }
    if ([string] $services[0].PathName -match '^"?([^"]+?\.exe)') {
        $fields['version'] = [System.Diagnostics.FileVersionInfo]::GetVersionInfo($Matches[1]).ProductVersion
    }
    return $fields
}

# No event at all is an answer, not an error.
function Find-Event([hashtable] $Filter, [int] $Most) {
    try {
        Get-WinEvent -FilterHashtable $Filter -MaxEvents $Most
    } catch {
        if ($_.FullyQualifiedErrorId -notmatch 'NoMatchingEventsFound|NoMatchingProvidersFound') { throw }
    }
}

$levelNames = @{ 0 = 'Information'; 1 = 'Critical'; 2 = 'Error'; 3 = 'Warning'; 4 = 'Information'; 5 = 'Verbose' }

function Get-EventRow($Entry) {
    return @{
        source = $Entry.ProviderName; id = $Entry.Id; level = $levelNames[[int] $Entry.Level]
        time = (ConvertTo-IsoDate $Entry.TimeCreated); message = (Limit-Text ([string] $Entry.Message) 2000)
    }
}

# The newest of each number first, so that a heartbeat every half hour does not crowd out the one error of last week.
function Get-EventField([int] $Days) {
    $since = (Get-Date).AddDays(-$Days)
    $engine = 'ADSync', 'Directory Synchronization'
    # A query of the event log takes some twenty conditions.
    $groups = @(
        @(0, 104, 105, 106, 109, 114, 115, 116, 117, 904, 906, 2001, 2002, 6000, 6020),
        @(6050, 6301, 6323, 6329, 6801, 6941, 6949, 6956, 601, 602, 603, 604, 605, 606, 607),
        @(608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619, 620, 621, 622, 623),
        @(650, 651, 652, 653, 654, 655, 656, 657, 658, 660, 661, 662, 663, 664, 665, 666, 667, 668))
    $found = New-Object System.Collections.ArrayList
    foreach ($source in $engine) {
        foreach ($ids in $groups) {
            foreach ($entry in @(Find-Event @{ LogName = 'Application'; ProviderName = $source; Id = $ids; StartTime = $since } 400)) { [void] $found.Add($entry) }
        }
    }
    $control = @{ LogName = 'System'; ProviderName = 'Service Control Manager'; Id = @(7000, 7001, 7009, 7011, 7024, 7031, 7034, 7038); StartTime = $since }
    foreach ($entry in @(Find-Event $control 200)) {
        if ([string] $entry.Message -match 'ADSync|Azure AD Sync|Entra ID Sync') { [void] $found.Add($entry) }
    }
    $perNumber = @{}
    $kept = @(foreach ($entry in @($found | Sort-Object -Property TimeCreated -Descending)) {
        $number = '{0} {1}' -f $entry.ProviderName, $entry.Id
        $perNumber[$number] = 1 + [int] $perNumber[$number]
        if ($perNumber[$number] -le 10) { $entry }
    })
    foreach ($entry in @($kept | Select-Object -First 100)) { Get-EventRow $entry }
}

# When the process of the service began; null while there is none.
function Get-ServiceStart {
    $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
    if ($null -eq $service -or [int] $service.ProcessId -eq 0) { return $null }
    $process = Get-CimInstance -ClassName Win32_Process -Filter ('ProcessId=' + [int] $service.ProcessId)
    if ($null -eq $process) { return $null }
    return (ConvertTo-IsoDate $process.CreationDate)
}

# The newest run of a connector stopped for it, or the engine said so (event 6323) and no run has done its work since. Throws where this cannot be read.
function Test-DatabaseFull([bool] $IsRunning) {
    $runs = @()
    if ($IsRunning) {
        Import-Module -Name ADSync -DisableNameChecking
        $runs = @(Get-ADSyncRunProfileResult -NumberRequested 20 | Sort-Object -Property StartDate -Descending)
    }
    $seen = @{}
    foreach ($run in $runs) {
        if ($seen.ContainsKey([string] $run.ConnectorId)) { continue }
        $seen[[string] $run.ConnectorId] = $true
        if ([string] $run.Result -eq 'stopped-database-disk-full') { return $true }
    }
    $good = @($runs | Where-Object { [string] $_.Result -match '^(success|completed-)' })
    foreach ($entry in @(Find-Event @{ LogName = 'Application'; ProviderName = 'ADSync'; Id = 6323; StartTime = (Get-Date).AddDays(-7) } 1)) {
        if ($good.Length -eq 0) { return $true }
        if ($entry.TimeCreated.ToUniversalTime() -gt [datetime] $good[0].StartDate) { return $true }
    }
    return $false
}

<#
.SYNOPSIS
  Writes an evidence bundle (syncwhy-evidence/1) about one account, without SyncWhy.
.DESCRIPTION
  Reads Active Directory, and where they are there also Entra ID (after Connect-MgGraph) and Entra Connect (when run on the sync server).
  Reads only; changes nothing. A source that cannot be read is named in "unread": it is never an empty answer.
  Needs Windows PowerShell 5.1 and no further module for Active Directory.
  For Entra ID: Connect-MgGraph -Scopes User.Read.All,Group.Read.All,Domain.Read.All,Organization.Read.All,LicenseAssignment.Read.All
  Diagnose the file with: syncwhy diagnose evidence.json
.EXAMPLE
  .\collect-evidence.ps1 -Name jsmith -OutFile evidence.json
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory = $true)][string] $Name,
  [string] $OutFile = 'evidence.json'
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$script:Unread = New-Object System.Collections.ArrayList
$octets = 'objectguid', 'objectsid', 'ms-ds-consistencyguid', 'sidhistory', 'msexchmailboxguid', 'msexcharchiveguid', 'msexchmasteraccountsid', 'usercertificate', 'usersmimecertificate', 'thumbnailphoto'
$attributes = 'distinguishedName', 'objectClass', 'objectGUID', 'objectSid', 'mS-DS-ConsistencyGuid', 'cn', 'displayName', 'givenName', 'sn', 'sAMAccountName', 'userPrincipalName', 'mail',
  'mailNickname', 'proxyAddresses', 'targetAddress', 'msRTCSIP-PrimaryUserAddress', 'memberOf', 'primaryGroupID', 'groupType', 'isCriticalSystemObject', 'adminDescription', 'adminCount',
  'userAccountControl', 'pwdLastSet', 'accountExpires', 'msExchRecipientTypeDetails', 'msExchRemoteRecipientType', 'msExchHideFromAddressLists', 'msExchMailboxGuid', 'msExchArchiveGUID',
  'msExchUsageLocation', 'homeMDB', 'userCertificate', 'whenCreated', 'whenChanged', 'uSNChanged', 'isDeleted', 'lastKnownParent'

# Runs one reading; when it fails, its section is named as unread with the reason.
function Read-Section([string] $What, [scriptblock] $Read) {
  try { & $Read }
  catch {
    $why = if ($_.Exception.Message -match 'denied|Forbidden|Authorization|Insufficient') { 'access-denied' } else { 'failed' }
    [void] $script:Unread.Add(@{ what = $What; why = $why; detail = "$What could not be read" })
  }
}

# In a filter these characters mean something of their own.
function Get-Escaped([string] $Text) {
  $Text.Replace('\', '\5c').Replace('*', '\2a').Replace('(', '\28').Replace(')', '\29').Replace([string][char]0, '\00')
}

# Values as LDAP gives them: octets base64, times as generalised time, all in lists of text.
function ConvertTo-Entry($Result) {
  $entry = @{ dn = [string] $Result.Properties['distinguishedname'][0]; attributes = @{} }
  foreach ($attribute in $attributes) {
    $values = @($Result.Properties[$attribute.ToLowerInvariant()])
    if ($values.Count -eq 0) { continue }
    $entry.attributes[$attribute] = @($values | ForEach-Object {
        if ($_ -is [byte[]]) { [Convert]::ToBase64String($_) }
        elseif ($octets -contains $attribute.ToLowerInvariant()) { [Convert]::ToBase64String([byte[]] @($_)) }
        elseif ($_ -is [datetime]) { $_.ToUniversalTime().ToString('yyyyMMddHHmmss') + '.0Z' }
        elseif ($_ -is [bool]) { ([string] $_).ToUpperInvariant() }
        else { [string] $_ }
      })
  }
  $entry
}

function Find-Entry([string] $Root, [string] $Filter, [bool] $Deleted) {
  $searcher = New-Object System.DirectoryServices.DirectorySearcher((New-Object System.DirectoryServices.DirectoryEntry($Root)), $Filter, $attributes)
  $searcher.PageSize = 500
  $searcher.Tombstone = $Deleted
  @($searcher.FindAll() | ForEach-Object { ConvertTo-Entry $_ })
}

$bundle = [ordered] @{ format = 'syncwhy-evidence/1'; subject = $Name; takenAt = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ') }

# Active Directory: the object by any of its names, who else holds its values, the containers above it, the recycle bin.
$subjects = @()
Read-Section 'directory' {
  $rootDse = New-Object System.DirectoryServices.DirectoryEntry('LDAP://RootDSE')
  $domain = "LDAP://$($rootDse.Properties['defaultNamingContext'][0])"
  $forest = [System.DirectoryServices.ActiveDirectory.Forest]::GetCurrentForest()
  $n = Get-Escaped $Name
  $script:subjects = @(Find-Entry $domain "(|(sAMAccountName=$n)(userPrincipalName=$n)(mail=$n)(proxyAddresses=smtp:$n)(displayName=$n)(cn=$n))" $false)
  $entries = New-Object System.Collections.ArrayList
  $entries.AddRange($script:subjects)
  foreach ($subject in $script:subjects) {
    $held = @('mail', 'userPrincipalName', 'proxyAddresses') | ForEach-Object { if ($subject.attributes.ContainsKey($_)) { $subject.attributes[$_] } } |
      ForEach-Object { $_ -replace '^smtp:', '' } | Select-Object -Unique
    $tests = @($held | ForEach-Object { $v = Get-Escaped $_; "(proxyAddresses=smtp:$v)(mail=$v)(userPrincipalName=$v)(targetAddress=smtp:$v)" }) -join ''
    if ($tests -ne '') { $entries.AddRange(@(Find-Entry $domain "(|$tests)" $false)) }
    $above = $subject.dn
    while ($above -match '^(?:\\.|[^,\\])+,(.+)$') { $above = $Matches[1]; if ($above -match '^(OU|CN)=') { $entries.AddRange(@(Find-Entry "LDAP://$above" '(objectClass=*)' $false | Select-Object -First 1)) } }
  }
  $partitions = New-Object System.DirectoryServices.DirectoryEntry("LDAP://CN=Partitions,$($rootDse.Properties['configurationNamingContext'][0])")
  $suffixes = @($partitions.Properties['uPNSuffixes'] | ForEach-Object { [string] $_ }) + @($forest.Domains | ForEach-Object { $_.Name })
  $one = [ordered] @{ name = $forest.Name; domains = @($forest.Domains | ForEach-Object { $_.Name }); upnSuffixes = $suffixes; entries = @($entries | Sort-Object { $_.dn } -Unique) }
  Read-Section 'directory.deleted' { $one.deleted = @(Find-Entry $domain "(&(isDeleted=TRUE)(sAMAccountName=$n))" $true) }
  $bundle.directory = @{ forests = @($one) }
}

# Entra ID, where Connect-MgGraph has signed somebody in.
function Get-Graph([string] $Path) {
  $answer = Invoke-MgGraphRequest -Method GET -Uri "https://graph.microsoft.com/v1.0/$Path" -Headers @{ ConsistencyLevel = 'eventual' } -OutputType HashTable
  $list = New-Object System.Collections.ArrayList
  while ($true) {
    $list.AddRange(@($answer.value))
    if (-not $answer.ContainsKey('@odata.nextLink')) { break }
    $answer = Invoke-MgGraphRequest -Method GET -Uri $answer['@odata.nextLink'] -OutputType HashTable
  }
  , @($list)
}
$userSelect = 'id,displayName,userPrincipalName,mail,mailNickname,proxyAddresses,userType,accountEnabled,createdDateTime,deletedDateTime,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesLastSyncDateTime,' +
  'onPremisesDistinguishedName,onPremisesDomainName,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesUserPrincipalName,onPremisesProvisioningErrors,serviceProvisioningErrors,usageLocation,' +
  'assignedLicenses,licenseAssignmentStates,imAddresses,otherMails'
if (Get-Command Invoke-MgGraphRequest -ErrorAction SilentlyContinue) {
  $entra = [ordered] @{}
  Read-Section 'entra.organization' { $entra.organization = (Get-Graph 'organization?$select=id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains')[0] }
  Read-Section 'entra.domains' { $entra.domains = Get-Graph 'domains' }
  Read-Section 'entra.subscribedSkus' { $entra.subscribedSkus = Get-Graph 'subscribedSkus' }
  $keys = @($Name) + @($subjects | ForEach-Object { foreach ($a in 'userPrincipalName', 'mail') { if ($_.attributes.ContainsKey($a)) { $_.attributes[$a] } } }) | Select-Object -Unique
  $anchors = @($subjects | ForEach-Object { foreach ($a in 'objectGUID', 'mS-DS-ConsistencyGuid') { if ($_.attributes.ContainsKey($a)) { $_.attributes[$a] } } }) | Select-Object -Unique
  $tests = @($keys | ForEach-Object { $v = $_.Replace("'", "''"); "userPrincipalName eq '$v'"; "mail eq '$v'"; "proxyAddresses/any(p:p eq 'smtp:$v')"; "proxyAddresses/any(p:p eq 'SMTP:$v')" }) +
    @($anchors | ForEach-Object { "onPremisesImmutableId eq '$_'" })
  $parts = @($tests | ForEach-Object { [uri]::EscapeDataString($_) })
  Read-Section 'entra.users' { $entra.users = @($parts | ForEach-Object { Get-Graph "users?`$select=$userSelect&`$count=true&`$filter=$_" } | Sort-Object { $_.id } -Unique) }
  Read-Section 'entra.deletedUsers' { $entra.deletedUsers = Get-Graph "directory/deletedItems/microsoft.graph.user?`$select=$userSelect" }
  foreach ($kind in 'groups', 'contacts') {
    $mailTests = @($keys | ForEach-Object { $v = $_.Replace("'", "''"); [uri]::EscapeDataString("proxyAddresses/any(p:p eq 'smtp:$v')"); [uri]::EscapeDataString("proxyAddresses/any(p:p eq 'SMTP:$v')") })
    Read-Section "entra.$kind" { $entra[$kind] = @($mailTests | ForEach-Object { Get-Graph "$kind`?`$count=true&`$filter=$_" } | Sort-Object { $_.id } -Unique) }
  }
  $bundle.entra = $entra
} else { [void] $script:Unread.Add(@{ what = 'entra'; why = 'not-configured'; detail = 'The module Microsoft.Graph.Authentication is not installed' }) }

# Entra Connect, on the sync server itself.
if (Get-Module -ListAvailable ADSync) {
  Import-Module ADSync
  $server = [ordered] @{ name = $env:COMPUTERNAME }
  Read-Section 'syncServers.service' { $s = Get-CimInstance Win32_Service -Filter "Name='ADSync'"; $server.service = @{ status = [string] $s.State; startType = [string] $s.StartMode; account = [string] $s.StartName } }
  Read-Section 'syncServers.scheduler' {
    $s = Get-ADSyncScheduler
    $server.scheduler = @{}
    foreach ($p in $s.PSObject.Properties) { $server.scheduler[$p.Name] = if ($p.Value -is [timespan]) { $p.Value.ToString() } elseif ($p.Value -is [datetime]) { $p.Value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } elseif ($p.Value -is [enum]) { [string] $p.Value } else { $p.Value } }
  }
  # ConnectivityParameters hold user names and encrypted parts and stay behind.
  Read-Section 'syncServers.connectors' { $server.connectors = @(Get-ADSyncConnector | Select-Object @{ n = 'Identifier'; e = { [string] $_.Identifier } }, Name, @{ n = 'Type'; e = { [string] $_.Type } }, SubType, @{ n = 'Partitions'; e = { @($_.Partitions | Select-Object DN, Selected, IsDomain, @{ n = 'ConnectorPartitionScope'; e = { @{ ContainerInclusionList = @($_.ConnectorPartitionScope.ContainerInclusionList); ContainerExclusionList = @($_.ConnectorPartitionScope.ContainerExclusionList) } } }) } }) }
  Read-Section 'syncServers.globalSettings' { $server.globalSettings = @{ Parameters = @((Get-ADSyncGlobalSettings).Parameters | Where-Object { $_.Name -match '^Microsoft\.(SynchronizationOption|OptionalFeature|Synchronize)\.' } | Select-Object Name, @{ n = 'Value'; e = { [string] $_.Value } }) } }
  Read-Section 'syncServers.runHistory' { $server.runHistory = @(Get-ADSyncRunProfileResult -NumberRequested 50 | Select-Object ConnectorName, RunProfileName, RunNumber, Result, IsRunComplete, @{ n = 'StartDate'; e = { $_.StartDate.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } }, @{ n = 'EndDate'; e = { $_.EndDate.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } }) }
  Read-Section 'syncServers.csObjects' {
    $found = New-Object System.Collections.ArrayList
    foreach ($connector in @(Get-ADSyncConnector)) {
      foreach ($subject in $subjects) {
        $dn = $subject.dn
        if ([string] $connector.SubType -like 'Windows Azure Active Directory*') {
          $anchor = if ($subject.attributes.ContainsKey('mS-DS-ConsistencyGuid')) { $subject.attributes['mS-DS-ConsistencyGuid'][0] } else { $subject.attributes['objectGUID'][0] }
          $dn = 'CN={' + (([Text.Encoding]::ASCII.GetBytes($anchor) | ForEach-Object { $_.ToString('X2') }) -join '') + '}'
        }
        $cs = try { Get-ADSyncCSObject -ConnectorName $connector.Name -DistinguishedName $dn } catch { $null }
        if ($null -ne $cs) { [void] $found.Add(($cs | Select-Object @{ n = 'ObjectId'; e = { [string] $_.ObjectId } }, ConnectorName, @{ n = 'ConnectorType'; e = { [string] $_.ConnectorType } }, DistinguishedName, ObjectType, IsConnector, IsPlaceHolder, HasSyncError, HasExportError, @{ n = 'ConnectedMVObjectId'; e = { [string] $_.ConnectedMVObjectId } }, @{ n = 'ExportError'; e = { if ($_.HasExportError) { $_.ExportError | Select-Object RetryCount, @{ n = 'InitialOccurrence'; e = { $_.InitialOccurrence.ToUniversalTime().ToString('o') } }, @{ n = 'LatestOccurrence'; e = { $_.LatestOccurrence.ToUniversalTime().ToString('o') } }, ErrorType, ErrorName, ErrorCode, ErrorLiteral, @{ n = 'ErrorExtraDetails'; e = { [string] $_.ErrorExtraDetails } } } } })) }
      }
    }
    $server.csObjects = @($found)
  }
  $bundle.syncServers = @($server)
} else { [void] $script:Unread.Add(@{ what = 'syncServers'; why = 'not-configured'; detail = 'Not run on a server with Entra Connect' }) }

$bundle.unread = @($script:Unread)
# Without a byte order mark and as UTF-8, whatever this PowerShell writes by itself.
[IO.File]::WriteAllText((Join-Path (Get-Location) $OutFile), ($bundle | ConvertTo-Json -Depth 12), (New-Object Text.UTF8Encoding($false)))
Write-Host "Written to $OutFile. It holds names and addresses of your company."

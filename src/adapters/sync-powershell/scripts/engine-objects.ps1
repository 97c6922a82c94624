# Dot-sourced by read-server.ps1: what the engine knows of single objects.

# The cmdlet throws for an object that is not there; any other failure is passed on, for "could not look" is not "not there".
function Get-SpaceObject([hashtable] $Query) {
    try {
        Get-ADSyncCSObject @Query
    } catch {
        if ($_.Exception.Message -notmatch 'not found|does not exist|could not be found|no such object') { throw }
    }
}

function Get-EntraName([string] $Anchor) {
    $octets = [System.Text.Encoding]::ASCII.GetBytes($Anchor)
    return 'CN={' + [BitConverter]::ToString($octets).Replace('-', '') + '}'
}

function Find-SpaceObject($Question, $Connectors) {
    foreach ($connector in $Connectors) {
        $names = @()
        if ([string] $connector.Type -eq 'AD') { $names = @($Question.dns) }
        if ([string] $connector.SubType -like 'Windows Azure Active Directory*') { $names = @(foreach ($anchor in $Question.anchors) { Get-EntraName $anchor }) }
        foreach ($name in $names) { Get-SpaceObject @{ ConnectorName = $connector.Name; DistinguishedName = $name } }
    }
}

# The objects asked about, their metaverse persons, and everything that these are joined to.
function Find-Story($Question, $Connectors) {
    $space = @{}
    $people = @{}
    foreach ($found in @(Find-SpaceObject $Question $Connectors)) { $space[[string] $found.ObjectId] = $found }
    foreach ($found in @($space.Values)) {
        if ([guid] $found.ConnectedMVObjectId -eq [guid]::Empty) { continue }
        $person = Get-ADSyncMVObject -Identifier $found.ConnectedMVObjectId
        $people[[string] $person.ObjectId] = $person
        foreach ($link in (Get-Part $person 'Lineage')) {
            foreach ($joined in @(Get-SpaceObject @{ Identifier = $link.ConnectedCsObjectId })) { $space[[string] $joined.ObjectId] = $joined }
        }
    }
    return @{ space = $space; people = $people }
}

function Get-AttributeField($Attributes) {
    foreach ($attribute in $Attributes) {
        $fields = Get-Field $attribute @('Name', 'SyncRuleName', 'ConnectorName', 'LastModificationTime')
        if (Test-Part $attribute 'Values') {
            $values = @(foreach ($value in (Get-Part $attribute 'Values')) { ConvertTo-PlainValue $value })
            $fields['Values'] = @($values | Select-Object -First 5000)
        }
        $fields
    }
}

# The words of a rule that threw stand before the first call of its stack.
function Get-SyncErrorField($Problem) {
    if ($null -eq $Problem) { return $null }
    $fields = Get-Field $Problem @('RetryCount', 'InitialOccurrence', 'LatestOccurrence', 'ErrorType', 'SynchronizationStep')
    $text = [string] (Get-Part $Problem 'StackTrace')
    if ($text -ne '') { $fields['ErrorText'] = Limit-Text ($text -split '(?m)^\s+at ', 2)[0].Trim() 1000 }
    $notReimported = @(Get-Part $Problem 'ExportedChangedNotReimported')
    if ($notReimported.Length -eq 1 -and $notReimported[0] -is [bool]) {
        $fields['ExportedChangedNotReimported'] = $notReimported[0]
    } elseif ($notReimported.Length -gt 0) {
        $fields['ExportedChangedNotReimported'] = $true
        $fields['AttributeNames'] = @(foreach ($each in $notReimported) { foreach ($name in (Get-Part $each 'Name')) { [string] $name } })
    }
    return $fields
}

function Get-SpaceField($Found) {
    $fields = Get-Field $Found @(
        'ObjectId', 'ConnectorId', 'ConnectorName', 'ConnectorType', 'PartitionId', 'DistinguishedName', 'ObjectType', 'AnchorValue', 'IsPlaceHolder',
        'IsConnector', 'IsTransient', 'ConnectedMVObjectId', 'HasExportError', 'HasSyncError')
    if (Test-Part $Found 'ExportError') {
        $fields['ExportError'] = Get-Field (Get-Part $Found 'ExportError') @(
            'RetryCount', 'InitialOccurrence', 'LatestOccurrence', 'ErrorType', 'ErrorName', 'ErrorCode', 'ErrorLiteral', 'ErrorExtraDetails')
    }
    if (Test-Part $Found 'SynchronizationError') { $fields['SynchronizationError'] = Get-SyncErrorField (Get-Part $Found 'SynchronizationError') }
    if (Test-Part $Found 'Lineage') {
        $fields['Lineage'] = @(foreach ($link in (Get-Part $Found 'Lineage')) { Get-Field $link @('SyncRuleName', 'SyncRuleInternalId', 'Operation') })
    }
    if (Test-Part $Found 'Attributes') { $fields['Attributes'] = @(Get-AttributeField (Get-Part $Found 'Attributes')) }
    return $fields
}

function Get-MetaverseField($Person) {
    $fields = Get-Field $Person @('ObjectId', 'ObjectType')
    if (Test-Part $Person 'Lineage') {
        $fields['Lineage'] = @(foreach ($link in (Get-Part $Person 'Lineage')) { Get-Field $link @('ConnectorName', 'ConnectedCsObjectDN', 'ConnectedCsObjectId') })
    }
    if (Test-Part $Person 'Attributes') { $fields['Attributes'] = @(Get-AttributeField (Get-Part $Person 'Attributes')) }
    return $fields
}

$operationNames = @{ add = 'Add'; update = 'Update'; modify = 'Update'; replace = 'Update'; delete = 'Delete' }

# No cmdlet lists pending exports, but the serialized object of the connector space holds its own.
function Get-PendingField($Found) {
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $document.LoadXml([string] (Get-Part $Found 'SerializedXml'))
    $delta = $document.SelectSingleNode('//cs-object/unapplied-export/delta')
    if ($null -eq $delta) { return }
    $operation = $operationNames[[string] $delta.GetAttribute('operation')]
    if ($null -eq $operation) { return }
    $anchors = @(foreach ($attribute in (Get-Part $Found 'Attributes')) { if ([string] $attribute.Name -eq 'cloudAnchor') { foreach ($value in $attribute.Values) { [string] $value } } })
    return @{
        ConnectorName = $Found.ConnectorName; DistinguishedName = $Found.DistinguishedName; ObjectId = [string] $Found.ObjectId
        ObjectType = [string] $Found.ObjectType; Operation = $operation; CloudAnchor = ($anchors + @($null))[0]
    }
}

function Get-PasswordField($Connectors, $Space) {
    $sources = @($Connectors | Where-Object { [string] $_.Type -eq 'AD' })
    $configuration = @(foreach ($connector in $sources) {
        Get-Field (Get-ADSyncAADPasswordSyncConfiguration -SourceConnector $connector.Name) @('SourceConnector', 'TargetConnector', 'Enabled')
    })
    $state = @(foreach ($partition in @(Get-ADSyncPartitionPasswordSyncState)) {
        if ([string] $partition.DN -eq 'default') { continue }
        Get-Field $partition @(
            'ConnectorId', 'DN', 'PasswordSyncLastSuccessfulCycleStartTimestamp', 'PasswordSyncLastSuccessfulCycleEndTimestamp',
            'PasswordSyncLastCycleStartTimestamp', 'PasswordSyncLastCycleEndTimestamp', 'PasswordSyncLastCycleStatus')
    })
    $log = @(foreach ($found in @($Space.Values)) {
        if ([string] $found.ConnectorType -ne 'AD') { continue }
        foreach ($entry in @(Get-ADSyncCSObjectLog -Identifier $found.ObjectId -Count 10)) {
            $fields = Get-Field $entry @('CsObjectId', 'DistinguishedName', 'Status', 'TimeStamp')
            $fields['CsObjectId'] = [string] $found.ObjectId
            $fields['DistinguishedName'] = [string] $found.DistinguishedName
            $fields
        }
    })
    return @{ configuration = $configuration; partitionState = $state; objectLog = $log }
}

# Answers with everything the engine says about some objects. Question: { "dns": [], "anchors": [], "newest": 30 }
. (Join-Path $PSScriptRoot 'plain-json.ps1')

$nobody = [guid]::Empty

function Get-ServiceField {
    $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
    if ($null -eq $service) { return @{ status = 'NotInstalled' } }
    return @{ status = $service.State; startType = $service.StartMode; account = $service.StartName }
}

function Get-PartitionField($Partition) {
    $fields = Get-Field $Partition @('DN', 'Name', 'Selected', 'IsDomain')
    $fields['ConnectorPartitionScope'] = Get-Field $Partition.ConnectorPartitionScope @('ContainerInclusionList', 'ContainerExclusionList')
    return $fields
}

function Get-ConnectorField($Connector) {
    $fields = Get-Field $Connector @('Identifier', 'Name', 'Type', 'SubType')
    $fields['Partitions'] = @($Connector.Partitions | ForEach-Object { Get-PartitionField $_ })
    return $fields
}

function Get-SettingField {
    $names = 'Microsoft.SynchronizationOption.AnchorAttribute', 'Microsoft.SynchronizationOption.UPNAttribute', 'Microsoft.OptionalFeature.GroupFiltering',
        'Microsoft.Synchronize.StagingMode', 'Microsoft.Synchronize.SchedulerSuspended', 'Microsoft.Synchronize.ServerConfigurationVersion'
    $parameters = @((Get-ADSyncGlobalSettings).Parameters | Where-Object { $names -contains $_.Name })
    return @{ Parameters = @($parameters | ForEach-Object { Get-Field $_ @('Name', 'Value') }) }
}

# The cmdlet throws for an object that is not there; any other failure is passed on, for "could not look" is not "not there".
function Get-SpaceObject([hashtable] $Query) {
    try {
        Get-ADSyncCSObject @Query
    } catch {
        if ($_.Exception.Message -notmatch 'not found|does not exist|could not be found|no such object') { throw }
    }
}

function Get-AttributeField($Attributes) {
    return , @($Attributes | ForEach-Object { @{ Name = $_.Name; Values = @(ConvertTo-PlainValue $_.Values) } })
}

function Get-SpaceField($Found) {
    $fields = Get-Field $Found @(
        'ObjectId', 'ConnectorName', 'ConnectorType', 'DistinguishedName', 'ObjectType', 'AnchorValue', 'IsPlaceHolder', 'IsConnector',
        'ConnectedMVObjectId', 'HasExportError', 'HasSyncError')
    $fields['ExportError'] = Get-Field $Found.ExportError @(
        'RetryCount', 'InitialOccurrence', 'LatestOccurrence', 'ErrorType', 'ErrorName', 'ErrorCode', 'ErrorLiteral', 'ErrorExtraDetails')
    $fields['SynchronizationError'] = Get-Field $Found.SynchronizationError @('RetryCount', 'InitialOccurrence', 'LatestOccurrence', 'ErrorType')
    $fields['Attributes'] = Get-AttributeField $Found.Attributes
    return $fields
}

function Get-MetaverseField($Person) {
    $fields = Get-Field $Person @('ObjectId', 'ObjectType')
    $names = 'ConnectorName', 'ConnectedCsObjectDN', 'ConnectedCsObjectId'
    $fields['Lineage'] = @($Person.Lineage | ForEach-Object { Get-Field $_ $names })
    $fields['Attributes'] = Get-AttributeField $Person.Attributes
    return $fields
}

function Get-EntraName([string] $Anchor) {
    $octets = [System.Text.Encoding]::ASCII.GetBytes($Anchor)
    return 'CN={' + [BitConverter]::ToString($octets).Replace('-', '') + '}'
}

function Find-SpaceObject($Question, $Connectors) {
    foreach ($connector in $Connectors) {
        $names = @()
        if ([string] $connector.Type -eq 'AD') { $names = @($Question.dns) }
        if ([string] $connector.SubType -like 'Windows Azure Active Directory*') { $names = @($Question.anchors | ForEach-Object { Get-EntraName $_ }) }
        foreach ($name in $names) { Get-SpaceObject @{ ConnectorName = $connector.Name; DistinguishedName = $name } }
    }
}

try {
    $question = Read-Question
    $answer = @{ service = Get-ServiceField }
    Import-Module -Name ADSync -DisableNameChecking
    $connectors = @(Get-ADSyncConnector)
    $answer['scheduler'] = Get-SchedulerField
    $answer['runStatus'] = @(Get-ADSyncConnectorRunStatus | ForEach-Object { Get-Field $_ @('ConnectorName', 'RunState') })
    $answer['connectors'] = @($connectors | ForEach-Object { Get-ConnectorField $_ })
    $answer['globalSettings'] = Get-SettingField
    $answer['runHistory'] = @(Get-RunField ([int] $question.newest))
    $answer['statistics'] = @($connectors | ForEach-Object {
        $fields = Get-Field (Get-ADSyncConnectorStatistics -ConnectorName $_.Name) @('ExportAdds', 'ExportUpdates', 'ExportDeletes')
        $fields['ConnectorName'] = $_.Name
        $fields
    })
    $space = @{}
    $people = @{}
    foreach ($found in @(Find-SpaceObject $question $connectors)) { $space[[string] $found.ObjectId] = $found }
    foreach ($found in @($space.Values)) {
        if ([guid] $found.ConnectedMVObjectId -eq $nobody) { continue }
        $person = Get-ADSyncMVObject -Identifier $found.ConnectedMVObjectId
        $people[[string] $person.ObjectId] = $person
        foreach ($link in @($person.Lineage)) {
            foreach ($joined in @(Get-SpaceObject @{ Identifier = $link.ConnectedCsObjectId })) { $space[[string] $joined.ObjectId] = $joined }
        }
    }
    $answer['csObjects'] = @($space.Values | ForEach-Object { Get-SpaceField $_ })
    $answer['mvObjects'] = @($people.Values | ForEach-Object { Get-MetaverseField $_ })
    Write-Answer $answer
} catch {
    Write-Refusal (Get-Why $_)
}

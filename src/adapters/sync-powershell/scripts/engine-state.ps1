# Dot-sourced by read-server.ps1: how the engine is configured and what it did. Nothing here is about one object.

function Get-PartitionField($Partition) {
    $fields = Get-Field $Partition @('Identifier', 'DN', 'Name', 'Selected', 'IsDomain', 'PreferredDCs')
    if (Test-Part $Partition 'ConnectorPartitionScope') {
        $scope = Get-Part $Partition 'ConnectorPartitionScope'
        $fields['ConnectorPartitionScope'] = Get-Field $scope @('ObjectClasses', 'ContainerInclusionList', 'ContainerExclusionList')
    }
    return $fields
}

# Parameters of a connector hold account names and encrypted passwords as well: only these names ever leave the server.
$harmlessParameters = 'forest-name', 'forest-login-domain', 'forest-login-user', 'UserName', 'Connector.GroupFilteringGroupDn'

function Get-ParameterField($Parameters) {
    foreach ($parameter in $Parameters) {
        if ($harmlessParameters -notcontains [string] (Get-Part $parameter 'Name')) { continue }
        if ([string] (Get-Part $parameter 'DataType') -match 'encrypt|password|secure') { continue }
        @{ Name = [string] $parameter.Name; Value = [string] (Get-Part $parameter 'Value') }
    }
}

function Get-ConnectorField($Connector) {
    $fields = Get-Field $Connector @(
        'Identifier', 'Name', 'Type', 'SubType', 'CreationTime', 'LastModificationTime', 'ObjectInclusionList', 'AttributeInclusionList')
    if (Test-Part $Connector 'Partitions') { $fields['Partitions'] = @(foreach ($partition in (Get-Part $Connector 'Partitions')) { Get-PartitionField $partition }) }
    if (Test-Part $Connector 'RunProfiles') {
        $fields['RunProfiles'] = @(foreach ($runProfile in (Get-Part $Connector 'RunProfiles')) { Get-Field $runProfile @('Identifier', 'Name') })
    }
    if (Test-Part $Connector 'ConnectivityParameters') { $fields['ConnectivityParameters'] = @(Get-ParameterField (Get-Part $Connector 'ConnectivityParameters')) }
    if (Test-Part $Connector 'GlobalParameters') { $fields['GlobalParameters'] = @(Get-ParameterField (Get-Part $Connector 'GlobalParameters')) }
    return $fields
}

$harmlessSettings = 'Microsoft.SynchronizationOption.AnchorAttribute', 'Microsoft.SynchronizationOption.UPNAttribute',
    'Microsoft.SynchronizationOption.JoinCriteria', 'Microsoft.SynchronizationOption.CustomAttribute',
    'Microsoft.OptionalFeature.GroupFiltering', 'Microsoft.OptionalFeature.FilterAAD', 'Microsoft.OptionalFeature.HybridExchange',
    'Microsoft.OptionalFeature.DirectoryExtension', 'Microsoft.OptionalFeature.DirectoryExtensionAttributes',
    'Microsoft.OptionalFeature.ExportDeletionThreshold', 'Microsoft.OptionalFeature.ExportDeletionThresholdValue',
    'Microsoft.OptionalFeature.UserWriteBack', 'Microsoft.OptionalFeature.GroupWriteBack', 'Microsoft.OptionalFeature.DeviceWriteBack',
    'Microsoft.Synchronize.StagingMode', 'Microsoft.Synchronize.SchedulerSuspended', 'Microsoft.Synchronize.MaintenanceEnabled',
    'Microsoft.Synchronize.SynchronizationSchedule', 'Microsoft.Synchronize.TimeInterval', 'Microsoft.Synchronize.NextStartTime',
    'Microsoft.Synchronize.RunHistoryPurgeInterval', 'Microsoft.Synchronize.ServerConfigurationVersion', 'Microsoft.UserSignIn.SignOnMethod'

function Get-SettingField {
    $settings = Get-ADSyncGlobalSettings
    if (-not (Test-Part $settings 'Parameters')) { return @{} }
    $chosen = @(foreach ($parameter in (Get-Part $settings 'Parameters')) {
        if ($harmlessSettings -contains [string] $parameter.Name) { Get-Field $parameter @('Name', 'Value') }
    })
    return @{ Parameters = $chosen }
}

# The setting first: newer builds let the cmdlet ask a cloud administrator to sign in, which nobody here could answer.
function Get-ThresholdField {
    $values = @{}
    foreach ($parameter in (Get-Part (Get-ADSyncGlobalSettings) 'Parameters')) { $values[[string] $parameter.Name] = [string] $parameter.Value }
    $isOn = $values['Microsoft.OptionalFeature.ExportDeletionThreshold']
    $count = $values['Microsoft.OptionalFeature.ExportDeletionThresholdValue']
    if ($isOn -match '^(true|1)$' -and $count -match '^\d+$') { return @{ DeletionPrevention = 'EnabledForCount'; ThresholdCount = [int] $count; ThresholdPercentage = 0 } }
    if ($isOn -match '^(false|0)$') { return @{ DeletionPrevention = 'Disabled'; ThresholdCount = 0; ThresholdPercentage = 0 } }
    if ((Get-Command -Name Get-ADSyncExportDeletionThreshold).Parameters.ContainsKey('AADUserName')) { throw 'needs-sign-in' }
    $fields = Get-Field (Get-ADSyncExportDeletionThreshold) @('DeletionPrevention', 'ThresholdCount', 'ThresholdPercentage')
    # The number of the enumeration, where the cmdlet gives no name.
    $names = @{ '0' = 'Disabled'; '1' = 'EnabledForCount'; '2' = 'EnabledForPercentage' }
    $given = [string] $fields['DeletionPrevention']
    if ($names.ContainsKey($given)) { $fields['DeletionPrevention'] = $names[$given] }
    return $fields
}

# What the connected directory or a rule said, field by field; call stacks stay on the server.
function Get-DetailField($Detail) {
    if ($null -eq $Detail) { return $null }
    if ($Detail -is [string]) { return (Limit-Text $Detail 2000) }
    $fields = @{}
    foreach ($property in $Detail.PSObject.Properties) {
        if ($property.Name -match 'stack' -or $null -eq $property.Value) { continue }
        $fields[$property.Name] = Limit-Text ([string] (ConvertTo-PlainValue $property.Value)) 1000
    }
    return $fields
}

function Get-StepErrorField($Problem) {
    $fields = Get-Field $Problem @('ObjectDn', 'ObjectDisplayName', 'CsGuid', 'ErrorType', 'AlgorithmStep', 'FirstOccurred', 'DateOccurred', 'RetryCount')
    $fields['ExtensionErrorInfo'] = Get-DetailField (Get-Part $Problem 'ExtensionErrorInfo')
    $fields['CdError'] = Get-DetailField (Get-Part $Problem 'CdError')
    return $fields
}

# An object that holds XML, or XML as such.
function Get-DiscoveryText($Errors) {
    if ($null -eq $Errors) { return '' }
    if (Test-Part $Errors 'ConnectorDiscoveryErrorsXml') { return (Limit-Text ([string] (Get-Part $Errors 'ConnectorDiscoveryErrorsXml')) 4000) }
    return (Limit-Text ([string] $Errors) 4000)
}

# Of thousands of errors only those of the objects asked about, or the first 500 where none is given; the counters tell how many there were.
function Get-StepField($Step, $About) {
    $fields = Get-Field $Step @(
        'StepNumber', 'StepResult', 'StartDate', 'EndDate', 'StageNoChange', 'StageAdd', 'StageUpdate', 'StageRename', 'StageDelete', 'StageDeleteAdd',
        'StageFailure', 'DisconnectorFiltered', 'DisconnectorJoinedNoFlow', 'DisconnectorJoinedFlow', 'DisconnectorProjectedNoFlow',
        'DisconnectorProjectedFlow', 'DisconnectorRemains', 'ConnectorFilteredRemoveMv', 'ConnectorFilteredLeaveMv', 'ConnectorFlow', 'ConnectorNoFlow',
        'ConnectorDeleteRemoveMv', 'ConnectorDeleteLeaveMv', 'ExportAdd', 'ExportUpdate', 'ExportRename', 'ExportDelete', 'ExportDeleteAdd',
        'ExportFailure', 'FlowFailure')
    if (Test-Part $Step 'ConnectorConnectionInformationXml') {
        $fields['ConnectorConnectionInformationXml'] = Limit-Text ([string] (Get-Part $Step 'ConnectorConnectionInformationXml')) 4000
    }
    if (Test-Part $Step 'ConnectorDiscoveryErrors') { $fields['ConnectorDiscoveryErrors'] = Get-DiscoveryText (Get-Part $Step 'ConnectorDiscoveryErrors') }
    $errors = Get-Part $Step 'SyncErrors'
    if (-not (Test-Part $Step 'SyncErrors') -or ($null -ne $errors -and -not (Test-Part $errors 'SyncErrorsList'))) { return $fields }
    $ours = @(foreach ($problem in (Get-Part $errors 'SyncErrorsList')) {
        if ($null -eq $About -or $About -contains [string] (Get-Part $problem 'CsGuid') -or $About -contains [string] (Get-Part $problem 'ObjectDn')) { Get-StepErrorField $problem }
    })
    $most = 20
    if ($null -eq $About) { $most = 500 }
    $fields['SyncErrors'] = @{ SyncErrorsList = @($ours | Select-Object -First $most) }
    return $fields
}

# The newest runs of every connector, and its last full runs however long ago they were.
function Get-HistoryField($Connectors, [int] $Newest, $About) {
    $details = @{}
    if ((Get-Command -Name Get-ADSyncRunProfileResult).Parameters.ContainsKey('RunStepDetails')) { $details['RunStepDetails'] = $true }
    $runs = @{}
    foreach ($connector in $Connectors) {
        $found = @(Get-ADSyncRunProfileResult -ConnectorId $connector.Identifier -NumberRequested $Newest @details)
        foreach ($runProfile in (Get-Part $connector 'RunProfiles')) {
            if ([string] $runProfile.Name -notlike 'Full*') { continue }
            $found += @(Get-ADSyncRunProfileResult -ConnectorId $connector.Identifier -RunProfileId $runProfile.Identifier -NumberRequested 1 @details)
        }
        foreach ($run in $found) { $runs[[string] $run.RunHistoryId] = $run }
    }
    foreach ($run in @($runs.Values | Sort-Object -Property StartDate -Descending)) {
        $fields = Get-RunSummary $run
        if (Test-Part $run 'RunStepResults') { $fields['RunStepResults'] = @(foreach ($step in (Get-Part $run 'RunStepResults')) { Get-StepField $step $About }) }
        $fields
    }
}

function Get-StatisticsField($Connectors) {
    foreach ($connector in $Connectors) {
        $fields = Get-Field (Get-ADSyncConnectorStatistics -ConnectorName $connector.Name) @(
            'ExportAdds', 'ExportUpdates', 'ExportDeletes', 'ImportAdds', 'ImportUpdates', 'ImportDeletes', 'ImportNoChange',
            'TotalConnectors')
        $fields['ConnectorName'] = $connector.Name
        $fields
    }
}

function Get-FeatureField {
    $fields = @{}
    foreach ($property in (Get-ADSyncAADCompanyFeature).PSObject.Properties) {
        if ($property.Value -is [bool]) { $fields[$property.Name] = $property.Value }
    }
    return $fields
}

function Get-ReachabilityField($Connectors) {
    foreach ($connector in $Connectors) {
        if ([string] $connector.Type -ne 'AD') { continue }
        foreach ($domain in @(Get-ADSyncDomainReachabilityStatus -ConnectorName $connector.Name)) { Get-Field $domain @('FullName', 'IsReachable', 'ExceptionMessage') }
    }
}

# Dot-sourced by read-server.ps1: how the engine is configured and what it did. Nothing here is about one object.

function Get-PartitionField($Partition) {
    $fields = Get-Field $Partition @('Identifier', 'DN', 'Name', 'Selected', 'IsDomain', 'PreferredDCs')
    $scope = Get-Part $Partition 'ConnectorPartitionScope'
    $fields['ConnectorPartitionScope'] = Get-Field $scope @('ObjectClasses', 'ContainerInclusionList', 'ContainerExclusionList')
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
    $fields['Partitions'] = @(foreach ($partition in (Get-Part $Connector 'Partitions')) { Get-PartitionField $partition })
    $fields['RunProfiles'] = @(foreach ($runProfile in (Get-Part $Connector 'RunProfiles')) { Get-Field $runProfile @('Identifier', 'Name') })
    $fields['ConnectivityParameters'] = @(Get-ParameterField (Get-Part $Connector 'ConnectivityParameters'))
    $fields['GlobalParameters'] = @(Get-ParameterField (Get-Part $Connector 'GlobalParameters'))
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

# Of thousands of errors only those of the objects asked about; the counters tell how many there were.
function Get-StepField($Step, $About) {
    $fields = Get-Field $Step @(
        'StepNumber', 'StepResult', 'StartDate', 'EndDate', 'StageAdd', 'StageUpdate', 'StageDelete', 'StageFailure', 'ExportAdd', 'ExportUpdate',
        'ExportDelete', 'ExportFailure', 'FlowFailure')
    $fields['ConnectorConnectionInformationXml'] = Limit-Text ([string] (Get-Part $Step 'ConnectorConnectionInformationXml')) 4000
    $fields['ConnectorDiscoveryErrors'] = Limit-Text ([string] (Get-Part $Step 'ConnectorDiscoveryErrors')) 4000
    $ours = @(foreach ($problem in (Get-Part (Get-Part $Step 'SyncErrors') 'SyncErrorsList')) {
        if ($About -contains [string] (Get-Part $problem 'CsGuid') -or $About -contains [string] (Get-Part $problem 'ObjectDn')) { Get-StepErrorField $problem }
    })
    $fields['SyncErrors'] = @{ SyncErrorsList = @($ours | Select-Object -First 20) }
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
        $fields['RunStepResults'] = @(foreach ($step in (Get-Part $run 'RunStepResults')) { Get-StepField $step $About })
        $fields
    }
}

function Get-StatisticsField($Connectors) {
    foreach ($connector in $Connectors) {
        $fields = Get-Field (Get-ADSyncConnectorStatistics -ConnectorName $connector.Name) @(
            'ExportAdds', 'ExportUpdates', 'ExportDeletes', 'ImportAdds', 'ImportUpdates', 'ImportDeletes', 'TotalConnectors')
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

# Answers with the names and kinds of the fields that each cmdlet gives on this server, so that they can be compared with those expected. No value leaves.
# Question: { "dn": "<an object of AD>" or null }
param([string] $Data)
if ($PSScriptRoot) {
    . (Join-Path $PSScriptRoot 'plain-json.ps1')
    . (Join-Path $PSScriptRoot 'engine-objects.ps1')
    . (Join-Path $PSScriptRoot 'shape-walk.ps1')
}

try {
    $question = Read-Question $Data
    Import-Module -Name ADSync -DisableNameChecking
    $connectors = @(Get-ADSyncConnector)
    $ofAd = @($connectors | Where-Object { [string] $_.Type -eq 'AD' } | Select-Object -First 1)
    $found = @()
    if ($null -ne $question.dn) { $found = @(Find-SpaceObject @{ dns = @([string] $question.dn); anchors = @() } $connectors | Select-Object -First 1) }
    $details = @{}
    if ((Get-Command -Name Get-ADSyncRunProfileResult).Parameters.ContainsKey('RunStepDetails')) { $details['RunStepDetails'] = $true }
    Write-Answer @(
        Get-CmdletShape 'Get-ADSyncScheduler' { Get-ADSyncScheduler }
        Get-CmdletShape 'Get-ADSyncConnectorRunStatus' { Get-ADSyncConnectorRunStatus }
        Get-CmdletShape 'Get-ADSyncConnector' { $ofAd }
        Get-CmdletShape 'Get-ADSyncConnectorStatistics' { foreach ($connector in $ofAd) { Get-ADSyncConnectorStatistics -ConnectorName $connector.Name } }
        Get-CmdletShape 'Get-ADSyncRunProfileResult' { Get-ADSyncRunProfileResult -NumberRequested 1 @details }
        Get-CmdletShape 'Get-ADSyncGlobalSettings' { Get-ADSyncGlobalSettings }
        Get-CmdletShape 'Get-ADSyncRule' { Get-ADSyncRule | Where-Object { @($_.ScopeFilter).Length -gt 0 } }
        Get-CmdletShape 'Get-ADSyncAADPasswordSyncConfiguration' { foreach ($connector in $ofAd) { Get-ADSyncAADPasswordSyncConfiguration -SourceConnector $connector.Name } }
        Get-CmdletShape 'Get-ADSyncPartitionPasswordSyncState' { Get-ADSyncPartitionPasswordSyncState }
        Get-CmdletShape 'Get-ADSyncCSObject' { $found }
        Get-CmdletShape 'Get-ADSyncMVObject' { foreach ($object in $found) { if ([guid] $object.ConnectedMVObjectId -ne [guid]::Empty) { Get-ADSyncMVObject -Identifier $object.ConnectedMVObjectId } } }
        Get-CmdletShape 'Get-ADSyncCSObjectLog' { foreach ($object in $found) { Get-ADSyncCSObjectLog -Identifier $object.ObjectId -Count 1 } })
    # These two ask the network and may hang; what stands above has been said by then.
    Write-Answer @(
        Get-CmdletShape 'Get-ADSyncDomainReachabilityStatus' { foreach ($connector in $ofAd) { Get-ADSyncDomainReachabilityStatus -ConnectorName $connector.Name } }
        Get-CmdletShape 'Get-ADSyncAADCompanyFeature' { Get-ADSyncAADCompanyFeature })
} catch {
    Write-Refusal (Get-Why $_)
}

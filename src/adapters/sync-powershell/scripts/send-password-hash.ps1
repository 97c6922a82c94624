# Sends the password hash of one account anew. Refuses in staging mode, and for an object that the connector space does not hold. Question: { "dn": "CN=..." }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

# The object in the space of the AD connector that holds it; nothing where none does.
function Get-Holder([string] $Name) {
    foreach ($connector in @(Get-ADSyncConnector)) {
        if ([string] $connector.Type -ne 'AD') { continue }
        try {
            Get-ADSyncCSObject -ConnectorName $connector.Name -DistinguishedName $Name
        } catch {
            if ($_.Exception.Message -notmatch 'not found|does not exist|could not be found|no such object') { throw }
        }
    }
}

try {
    $question = Read-Question $Data
    $refusal = 'nothing-begun'
    $holders = @()
    try {
        Import-Module -Name ADSync -DisableNameChecking
        $holders = @(Get-Holder ([string] $question.dn))
        if ((Get-ADSyncScheduler).StagingModeEnabled) { $refusal = 'staging' } elseif ($holders.Count -ne 1) { $refusal = 'object-unknown' } else { $refusal = '' }
    } catch {
        if ((Get-Why $_) -ne 'failed') { $refusal = Get-Why $_ }
    }
    if ($refusal -ne '') {
        Write-Refusal $refusal
    } else {
        [void] (Invoke-ADSyncCSObjectPasswordHashSync -CsObject $holders[0])
        Write-Answer @{ sent = $true }
    }
} catch {
    Write-Refusal (Get-Why $_)
}

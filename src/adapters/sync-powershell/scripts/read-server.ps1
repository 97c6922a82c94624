# Answers with everything this server tells about itself and about some objects, in two lines; a section that cannot be read is named in "unread".
# Question: { "dns": [], "anchors": [], "newest": 15, "seconds": 12, "only": null, "errors": "of-objects" }
param([string] $Data)
if ($PSScriptRoot) {
    . (Join-Path $PSScriptRoot 'plain-json.ps1')
    . (Join-Path $PSScriptRoot 'server-state.ps1')
    . (Join-Path $PSScriptRoot 'engine-state.ps1')
    . (Join-Path $PSScriptRoot 'engine-rules.ps1')
    . (Join-Path $PSScriptRoot 'engine-objects.ps1')
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()
$answer = @{}
$unread = New-Object System.Collections.ArrayList

function Get-SectionWhy($Problem) {
    if ($Problem.FullyQualifiedErrorId -match 'CommandNotFoundException') { return 'cmdlet-missing' }
    if ($Problem.Exception.Message -eq 'needs-sign-in') { return 'needs-sign-in' }
    if ((Get-Why $Problem) -eq 'access-denied') { return 'access-denied' }
    return 'failed'
}

function Add-Unread([string] $Name, [string] $Why) {
    [void] $unread.Add(@{ what = $Name; why = $Why })
}

# Whether a section is to be read now; what hinders it is noted.
function Test-Section([string] $Name, [string] $Hindrance) {
    if ($only.Length -gt 0 -and $only -notcontains $Name) { return $false }
    if ($Hindrance -ne '') { Add-Unread $Name $Hindrance; return $false }
    if ($clock.Elapsed.TotalSeconds -gt $seconds) { Add-Unread $Name 'timed-out'; return $false }
    return $true
}

# Each section fails alone.
function Add-Section([string] $Name, [string] $Hindrance, [scriptblock] $Read) {
    if (-not (Test-Section $Name $Hindrance)) { return }
    try { $answer[$Name] = & $Read } catch { Add-Unread $Name (Get-SectionWhy $_) }
}

function Add-List([string] $Name, [string] $Hindrance, [scriptblock] $Read) {
    if (-not (Test-Section $Name $Hindrance)) { return }
    try { $answer[$Name] = @(& $Read) } catch { Add-Unread $Name (Get-SectionWhy $_) }
}

try {
    $question = Read-Question $Data
    $only = @(foreach ($name in (Get-Part $question 'only')) { [string] $name })
    $seconds = [int] $question.seconds
    $newest = [int] $question.newest
    $service = @{ status = 'Unknown' }
    $unseen = ''
    try { $service = Get-ServiceField } catch { $unseen = Get-SectionWhy $_ }
    $engine = ''
    if ($service['status'] -in 'Stopped', 'Stop Pending', 'Start Pending', 'Paused') { $engine = 'service-stopped' }
    Import-Module -Name ADSync -DisableNameChecking

    Add-Section 'service' $unseen { $service }
    Add-Section 'version' '' { Get-ProductVersion }
    Add-Section 'scheduler' $engine { Get-SchedulerField }
    Add-List 'runStatus' $engine { foreach ($run in @(Get-ADSyncConnectorRunStatus)) { Get-Field $run @('ConnectorName', 'RunState') } }

    # Most of the engine's sections start from its connectors and from the objects asked about; without these they share their fate.
    $connectors = @()
    $connected = $engine
    if ($engine -eq '') { try { $connectors = @(Get-ADSyncConnector) } catch { $connected = Get-SectionWhy $_ } }
    Add-List 'connectors' $connected { foreach ($connector in $connectors) { Get-ConnectorField $connector } }
    Add-Section 'globalSettings' $engine { Get-SettingField }
    $story = @{ space = @{}; people = @{} }
    $known = $connected
    if ($connected -eq '') { try { $story = Find-Story $question $connectors } catch { $known = Get-SectionWhy $_ } }
    Add-List 'csObjects' $known { foreach ($found in @($story.space.Values)) { Get-SpaceField $found } }
    Add-List 'mvObjects' $known { foreach ($person in @($story.people.Values)) { Get-MetaverseField $person } }
    Add-List 'pendingExports' $known { foreach ($found in @($story.space.Values)) { Get-PendingField $found } }
    $about = @($question.dns) + @($story.space.Keys) + @(foreach ($found in @($story.space.Values)) { [string] $found.DistinguishedName })
    if ([string] (Get-Part $question 'errors') -eq 'all') { $about = $null }
    Add-List 'runHistory' $connected { Get-HistoryField $connectors $newest $about }
    Add-List 'statistics' $connected { Get-StatisticsField $connectors }
    Add-List 'events' '' { Get-EventField 7 }
    Add-List 'rules' $engine { Get-RuleField }
    Add-Section 'tls' '' { Get-TlsField }
    Add-Section 'healthAgent' '' { Get-HealthAgentField }
    Add-Section 'exportDeletionThreshold' $engine { Get-ThresholdField }
    Add-Section 'passwordSync' $known { Get-PasswordField $connectors $story.space }
    $answer['unread'] = $unread.ToArray()
    Write-Answer $answer

    # These two ask the network and may hang; what stands above has been said by then.
    $answer = @{}
    $unread.Clear()
    Add-List 'domainReachability' $connected { Get-ReachabilityField $connectors }
    Add-Section 'companyFeatures' $engine { Get-FeatureField }
    $answer['unread'] = $unread.ToArray()
    Write-Answer $answer
} catch {
    Write-Refusal (Get-Why $_)
}

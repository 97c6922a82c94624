# Answers with what domain controllers wrote down about one object within 30 days. Reads only. Nothing of the question but a GUID and a SID
# gets into the query, and both are parsed first.
# Question: { "guid": "<guid>", "sid": "S-1-5-..." or null, "domainControllers": [], "most": 200, "seconds": 15 }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

$accountIds = 4720, 4722, 4724, 4725, 4726, 4735, 4737, 4738, 4741, 4742, 4743, 4755, 4781
$directoryIds = 5136, 5137, 5138, 5139, 5141

function Get-IdCondition($Ids) {
    return '(' + (@(foreach ($id in $Ids) { "EventID=$id" }) -join ' or ') + ')'
}

$lately = 'TimeCreated[timediff(@SystemTime) <= 2592000000]'

function Get-LogFailure($Problem) {
    if ((Get-Why $Problem) -eq 'access-denied') { return 'access-denied' }
    if ($Problem.Exception.Message -match 'RPC server|unavailable|network path|No such host|cannot be resolved') { return 'unreachable' }
    return 'failed'
}

function Find-LogEvent([string] $Server, [string] $Condition, [int] $Most) {
    try {
        Get-WinEvent -ComputerName $Server -LogName Security -FilterXPath $Condition -MaxEvents $Most
    } catch {
        if ($_.FullyQualifiedErrorId -notmatch 'NoMatchingEventsFound') { throw }
    }
}

function Get-LogRow($Entry) {
    $xml = New-Object System.Xml.XmlDocument
    $xml.XmlResolver = $null
    $xml.LoadXml($Entry.ToXml())
    $data = @(foreach ($node in $xml.GetElementsByTagName('Data')) { @{ Name = $node.GetAttribute('Name'); Value = (Limit-Text $node.InnerText 1000) } })
    return @{ time = (ConvertTo-IsoDate $Entry.TimeCreated); eventId = $Entry.Id; data = $data }
}

function Read-Log([string] $Server, $Conditions, [int] $Most) {
    $found = @(foreach ($condition in $Conditions) { Find-LogEvent $Server $condition ($Most + 1) })
    $sorted = @($found | Sort-Object -Property TimeCreated -Descending | Select-Object -First $Most)
    $oldest = @(Get-WinEvent -ComputerName $Server -LogName Security -MaxEvents 1 -Oldest)
    return @{
        domainController = $Server
        events = @(foreach ($entry in $sorted) { Get-LogRow $entry })
        accountManagement = (@(Find-LogEvent $Server "*[System[$(Get-IdCondition $accountIds)]]" 1).Length -gt 0)
        directoryChanges = (@(Find-LogEvent $Server "*[System[$(Get-IdCondition $directoryIds)]]" 1).Length -gt 0)
        oldest = (ConvertTo-IsoDate $oldest[0].TimeCreated)
        isCutOff = ($found.Length -gt $Most)
    }
}

try {
    $question = Read-Question $Data
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $guid = ([guid] $question.guid).ToString('B').ToUpperInvariant()
    $conditions = @("*[System[$(Get-IdCondition $directoryIds) and $lately] and EventData[Data[@Name='ObjectGUID']='$guid']]")
    if ($null -ne $question.sid) {
        $sid = (New-Object System.Security.Principal.SecurityIdentifier([string] $question.sid)).Value
        $conditions += "*[System[$(Get-IdCondition $accountIds) and $lately] and EventData[Data[@Name='TargetSid']='$sid']]"
    }
    $servers = @(foreach ($name in $question.domainControllers) { [string] $name })
    if ($servers.Length -eq 0) {
        $domain = [System.DirectoryServices.ActiveDirectory.Domain]::GetCurrentDomain()
        $servers = @(foreach ($controller in $domain.DomainControllers) { [string] $controller.Name })
    }
    $answers = @(foreach ($server in $servers) {
        if ($clock.Elapsed.TotalSeconds -gt [int] $question.seconds) { @{ domainController = $server; why = 'timed-out' }; continue }
        try { Read-Log $server $conditions ([int] $question.most) } catch { @{ domainController = $server; why = (Get-LogFailure $_) } }
    })
    Write-Answer $answers
} catch {
    Write-Refusal (Get-Why $_)
}

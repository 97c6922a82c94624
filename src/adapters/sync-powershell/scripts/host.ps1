# The long-lived host: takes requests as JSON lines on standard input, runs the fixed script of that name, answers with JSON lines on standard output.
# First line: { "open": { "computerName": null, "configurationName": null, "scriptsFolder": null } }; it answers { "ready": 1, "powershell": "5.1..." }.
# Then: { "id": "1", "script": "read-scheduler", "data": "<JSON text>" }; it answers { "id": "1", "part": { } } once or several times, and { "id": "1", "end": true }.
# Nothing of a request becomes part of a script or of a command line. Ends when its input ends.
. (Join-Path $PSScriptRoot 'plain-json.ps1')
. (Join-Path $PSScriptRoot 'remote-session.ps1')

$fixed = 'read-server', 'read-scheduler', 'read-runs', 'read-service', 'read-shapes', 'read-security-log', 'set-scheduler', 'start-cycle',
    'synchronize-object', 'send-password-hash', 'restart-service'
$encoding = New-Object System.Text.UTF8Encoding($false)
$requests = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $encoding)
$answers = [Console]::OpenStandardOutput()
# Cmdlets that write on the console are not heard.
[Console]::SetOut([System.IO.TextWriter]::Null)

# Begins with a line feed, so that what others left on the line does not spoil it.
function Write-Line([string] $Json) {
    $octets = $encoding.GetBytes("`n" + $Json + "`n")
    $answers.Write($octets, 0, $octets.Length)
    $answers.Flush()
}

# The scripts say strings of JSON; whatever else a cmdlet leaves in the pipeline is dropped.
function Write-Part([string] $Id, $Said) {
    if ($Said -is [string] -and $Said.StartsWith('{')) { Write-Line ('{"id":"' + $Id + '","part":' + $Said + '}') }
}

# Warnings and messages of cmdlets are dropped.
function Read-Here([string] $Name, [string] $Data) {
    $file = Join-Path $PSScriptRoot ($Name + '.ps1')
    & $file -Data $Data 3>$null 4>$null 5>$null 6>$null
}

function Read-Request($Request, $Place) {
    $name = [string] $Request.script
    if ($fixed -notcontains $name) { Write-Refusal 'unknown-script'; return }
    try {
        if ($null -eq $Place.computerName) { Read-Here $name ([string] $Request.data) } else { Read-There $Place $name ([string] $Request.data) }
    } catch {
        Write-Refusal (Get-HostWhy $_)
    }
}

$first = $requests.ReadLine()
if ($null -ne $first) {
    $place = (ConvertFrom-Json -InputObject $first).open
    Write-Line ('{"ready":1,"powershell":"' + $PSVersionTable.PSVersion.ToString() + '"}')
    while ($true) {
        $line = $requests.ReadLine()
        if ($null -eq $line) { break }
        if ($line.Trim() -eq '') { continue }
        $request = ConvertFrom-Json -InputObject $line
        $id = [string] $request.id
        if ($id -notmatch '^[0-9]{1,12}$') { continue }
        Read-Request $request $place | ForEach-Object { Write-Part $id $_ }
        Write-Line ('{"id":"' + $id + '","end":true}')
    }
    Close-There
}

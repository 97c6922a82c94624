# Writes what the relay tells of itself into the event log Application, source SyncWhyRelay, for as long as the relay runs.
# A process of its own: each line on standard input is JSON, { "id": 100, "level": "Information", "text": "..." }; nothing is answered. Ends when its input ends, and when the source is not there
# (New-EventLog -LogName Application -Source SyncWhyRelay, once, as an administrator): a message must not be refused one by one.
. (Join-Path $PSScriptRoot 'plain-json.ps1')

$levels = 'Information', 'Warning', 'Error'
$encoding = New-Object System.Text.UTF8Encoding($false)
$lines = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $encoding)

function Write-RelayEvent($Entry) {
    $level = [string] $Entry.level
    if ($levels -notcontains $level) { return }
    $kind = [System.Diagnostics.EventLogEntryType] $level
    [System.Diagnostics.EventLog]::WriteEntry('SyncWhyRelay', (Limit-Text ([string] $Entry.text) 30000), $kind, [int] $Entry.id)
}

while ($true) {
    $line = $lines.ReadLine()
    if ($null -eq $line) { break }
    if ($line.Trim() -eq '') { continue }
    Write-RelayEvent (Read-Question $line)
}

# Answers with the state of the service ADSync, since when it runs, and whether its database is known to be full.
param([string] $Data)
if ($PSScriptRoot) {
    . (Join-Path $PSScriptRoot 'plain-json.ps1')
    . (Join-Path $PSScriptRoot 'server-state.ps1')
}

try {
    $answer = Get-ServiceField
    $answer['startedAt'] = Get-ServiceStart
    try { $answer['databaseFull'] = Test-DatabaseFull ($answer['status'] -eq 'Running') } catch { $answer['databaseFull'] = $null }
    Write-Answer $answer
} catch {
    Write-Refusal (Get-Why $_)
}

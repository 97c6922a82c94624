# Answers with the newest runs, newest first. Question: { "newest": 30 }
param([string] $Data)
if ($PSScriptRoot) { . (Join-Path $PSScriptRoot 'plain-json.ps1') }

try {
    $question = Read-Question $Data
    Import-Module -Name ADSync -DisableNameChecking
    $runs = @(Get-ADSyncRunProfileResult -NumberRequested ([int] $question.newest) | Sort-Object -Property StartDate -Descending)
    Write-Answer @(foreach ($run in $runs) { Get-RunSummary $run })
} catch {
    Write-Refusal (Get-Why $_)
}

# Answers with the newest runs, newest first. Question: { "newest": 30 }
. (Join-Path $PSScriptRoot 'plain-json.ps1')

try {
    $question = Read-Question
    Import-Module -Name ADSync -DisableNameChecking
    Write-Answer @(Get-RunField ([int] $question.newest))
} catch {
    Write-Refusal (Get-Why $_)
}

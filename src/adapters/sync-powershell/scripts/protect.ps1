# Protects one secret of the relay for this machine (DPAPI, machine scope). The empty file that it shall lie in is made first, open to SYSTEM, the administrators and the account of the service alone.
# A process of its own: the question is one line of JSON on standard input, { "file": "C:\\...\\relay-key.pem.new", "account": null, "entropy": "<base64>", "data": "<base64>" }; the answer on
# standard output holds the protected octets in base64. Nothing of a question becomes part of a command line. $question.account is null for the account that runs this.
. (Join-Path $PSScriptRoot 'plain-json.ps1')

$encoding = New-Object System.Text.UTF8Encoding($false)

function Write-Line([string] $Json) {
    $octets = $encoding.GetBytes("`n" + $Json + "`n")
    $answers = [Console]::OpenStandardOutput()
    $answers.Write($octets, 0, $octets.Length)
    $answers.Flush()
}

function Get-ServiceSid($Account) {
    if ($null -eq $Account) { return [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value }
    $name = New-Object System.Security.Principal.NTAccount([string] $Account)
    return $name.Translate([System.Security.Principal.SecurityIdentifier]).Value
}

# Takes nothing from the folder, and is so from its first moment. Fails when the file is there already.
function New-GuardedFile([string] $File, [string] $ServiceSid) {
    $guard = New-Object System.Security.AccessControl.FileSecurity
    $guard.SetAccessRuleProtection($true, $false)
    foreach ($sid in @('S-1-5-18', 'S-1-5-32-544', $ServiceSid)) {
        $who = New-Object System.Security.Principal.SecurityIdentifier([string] $sid)
        $rule = New-Object System.Security.AccessControl.FileSystemAccessRule($who, [System.Security.AccessControl.FileSystemRights]::FullControl, [System.Security.AccessControl.AccessControlType]::Allow)
        $guard.AddAccessRule($rule)
    }
    $made = New-Object System.IO.FileStream($File, [System.IO.FileMode]::CreateNew, [System.Security.AccessControl.FileSystemRights]::Write, [System.IO.FileShare]::None, 4096, [System.IO.FileOptions]::None, $guard)
    $made.Dispose()
}

function Get-ShelfWhy($Problem) {
    $cause = $Problem.Exception.GetBaseException()
    if ($cause -is [System.Security.Principal.IdentityNotMappedException]) { return 'account-unknown' }
    if ($cause -is [System.UnauthorizedAccessException]) { return 'access-denied' }
    return 'failed'
}

try {
    [void] [System.Reflection.Assembly]::Load('System.Security, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a')
    $questions = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $encoding)
    $question = Read-Question $questions.ReadLine()
    $secret = [Convert]::FromBase64String([string] $question.data)
    $entropy = [Convert]::FromBase64String([string] $question.entropy)
    $sealed = [System.Security.Cryptography.ProtectedData]::Protect($secret, $entropy, [System.Security.Cryptography.DataProtectionScope]::LocalMachine)
    New-GuardedFile ([string] $question.file) (Get-ServiceSid $question.account)
    Write-Line (Write-Answer ([Convert]::ToBase64String($sealed)))
} catch {
    Write-Line (Write-Refusal (Get-ShelfWhy $_))
}

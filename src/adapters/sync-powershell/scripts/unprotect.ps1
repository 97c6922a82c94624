# Opens one secret of the relay that protect.ps1 has protected on this machine; refuses one whose file other accounts may read.
# A process of its own: the question is one line of JSON on standard input, { "file": "C:\\...\\relay-key.pem", "account": null, "entropy": "<base64>", "data": "<base64>" }; the answer on
# standard output holds the secret in base64. Changes nothing, and nothing of a question becomes part of a command line.
. (Join-Path $PSScriptRoot 'plain-json.ps1')

$encoding = New-Object System.Text.UTF8Encoding($false)

function Write-Line([string] $Json) {
    $octets = $encoding.GetBytes("`n" + $Json + "`n")
    $answers = [Console]::OpenStandardOutput()
    $answers.Write($octets, 0, $octets.Length)
    $answers.Flush()
}

# SYSTEM, the administrators, whoever owns the file, whoever asks and the account of the service. Everybody else has no business there.
function Get-TrustedSid($List, $Account) {
    'S-1-5-18'
    'S-1-5-32-544'
    $List.GetOwner([System.Security.Principal.SecurityIdentifier]).Value
    [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value
    if ($null -ne $Account) {
        $name = New-Object System.Security.Principal.NTAccount([string] $Account)
        $name.Translate([System.Security.Principal.SecurityIdentifier]).Value
    }
}

function Test-OpenToOthers([string] $File, $Account) {
    $list = [System.IO.File]::GetAccessControl($File)
    $trusted = @(Get-TrustedSid $list $Account)
    foreach ($rule in $list.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])) {
        if ($rule.AccessControlType -ne [System.Security.AccessControl.AccessControlType]::Allow) { continue }
        if (($rule.FileSystemRights -band [System.Security.AccessControl.FileSystemRights]::ReadData) -eq 0) { continue }
        if ($trusted -notcontains $rule.IdentityReference.Value) { return $true }
    }
    return $false
}

# DPAPI says "invalid data" of octets or entropy that are not what they were; whatever else it says, its key is that of another machine.
function Get-ShelfWhy($Problem) {
    $cause = $Problem.Exception.GetBaseException()
    if ($cause -is [System.Security.Principal.IdentityNotMappedException]) { return 'account-unknown' }
    if ($cause -is [System.UnauthorizedAccessException]) { return 'access-denied' }
    if ($cause -isnot [System.Security.Cryptography.CryptographicException]) { return 'failed' }
    if ($cause.HResult -eq -2147024883 -or $cause.HResult -eq 13) { return 'damaged' }
    return 'other-machine'
}

try {
    [void] [System.Reflection.Assembly]::Load('System.Security, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a')
    $questions = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), $encoding)
    $question = Read-Question $questions.ReadLine()
    if (Test-OpenToOthers ([string] $question.file) $question.account) {
        Write-Line (Write-Refusal 'open-to-others')
    } else {
        $sealed = [Convert]::FromBase64String([string] $question.data)
        $entropy = [Convert]::FromBase64String([string] $question.entropy)
        $secret = [System.Security.Cryptography.ProtectedData]::Unprotect($sealed, $entropy, [System.Security.Cryptography.DataProtectionScope]::LocalMachine)
        Write-Line (Write-Answer ([Convert]::ToBase64String($secret)))
    }
} catch {
    Write-Line (Write-Refusal (Get-ShelfWhy $_))
}

# Dot-sourced by host.ps1: runs the fixed scripts on another machine by PowerShell remoting, with the account of this process (Kerberos).
# Either the scripts are sent for each session, or they are installed there and the endpoint of the site offers them and nothing else.

$sentParts = 'plain-json.ps1', 'server-state.ps1', 'engine-state.ps1', 'engine-rules.ps1', 'engine-objects.ps1', 'shape-walk.ps1'
$there = @{ session = $null; clock = (New-Object System.Diagnostics.Stopwatch) }

function Close-There {
    if ($null -ne $there['session']) { Remove-PSSession -Session $there['session'] -ErrorAction SilentlyContinue }
    $there['session'] = $null
}

# The other machine gives up a session after fifteen minutes without a word; a new one is opened in good time.
function Open-There($Place) {
    if ($null -ne $there['session'] -and ([string] $there['session'].State -ne 'Opened' -or $there['clock'].Elapsed.TotalMinutes -gt 10)) { Close-There }
    if ($null -eq $there['session']) {
        $options = New-PSSessionOption -OpenTimeout 15000 -IdleTimeout 900000 -MaximumReceivedObjectSize 33554432 -NoMachineProfile
        $named = @{ ComputerName = [string] $Place.computerName; SessionOption = $options }
        if ($null -ne $Place.configurationName) { $named['ConfigurationName'] = [string] $Place.configurationName }
        $session = New-PSSession @named
        if ($null -eq $Place.scriptsFolder) {
            foreach ($part in $sentParts) { [void] (Invoke-Command -Session $session -FilePath (Join-Path $PSScriptRoot $part)) }
        }
        $there['session'] = $session
    }
    $there['clock'].Restart()
    return $there['session']
}

function Read-There($Place, [string] $Name, [string] $Data) {
    $session = Open-There $Place
    if ($null -eq $Place.scriptsFolder) {
        Invoke-Command -Session $session -FilePath (Join-Path $PSScriptRoot ($Name + '.ps1')) -ArgumentList $Data
        return
    }
    # A command with a parameter, not a script: this is all that an endpoint without a language (JEA) understands.
    $caller = [powershell]::Create()
    try {
        $caller.Runspace = $session.Runspace
        [void] $caller.AddCommand((Join-Path ([string] $Place.scriptsFolder) ($Name + '.ps1'))).AddParameter('Data', $Data)
        $caller.Invoke()
    } finally {
        $caller.Dispose()
    }
}

function Get-HostWhy($Problem) {
    $why = Get-Why $Problem
    if ($Problem.Exception -isnot [System.Management.Automation.Remoting.PSRemotingTransportException]) { return $why }
    Close-There
    if ($why -eq 'access-denied') { return $why }
    return 'server-unreachable'
}

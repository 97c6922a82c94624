# Dot-sourced by read-shapes.ps1: the names and kinds of the fields of an object. No value is ever looked into but to find the names below it.

$kindOfType = @{
    'System.String' = 'text'; 'System.Boolean' = 'flag'; 'System.Byte' = 'number'; 'System.Int16' = 'number'; 'System.Int32' = 'number'; 'System.Int64' = 'number'
    'System.UInt16' = 'number'; 'System.UInt32' = 'number'; 'System.UInt64' = 'number'; 'System.Double' = 'number'; 'System.Decimal' = 'number'
    'System.DateTime' = 'time'; 'System.TimeSpan' = 'span'; 'System.Guid' = 'identifier'; 'System.Byte[]' = 'octets'
}

# The kind of a value; where there is none, what the type of the property tells, and "unknown" where that tells nothing.
function Get-Kind($Value, [string] $TypeName) {
    if ($null -ne $Value) {
        if ($Value -is [enum]) { return 'choice' }
        $known = $kindOfType[$Value.GetType().FullName]
        if ($null -ne $known) { return $known }
        if (Test-List $Value) { return 'list' }
        return 'object'
    }
    foreach ($name in $kindOfType.Keys) { if ($TypeName -eq $name -or $TypeName -like "*``[``[$name,*") { return $kindOfType[$name] } }
    return 'unknown'
}

function Get-ShapeField($Source, [string] $Prefix, [int] $Levels) {
    foreach ($property in $Source.PSObject.Properties) {
        $value = $null
        try { $value = $property.Value } catch { continue }
        $path = $Prefix + $property.Name
        $kind = Get-Kind $value ([string] $property.TypeNameOfValue)
        @{ path = $path; kind = $kind }
        if ($Levels -le 0) { continue }
        if ($kind -eq 'object') { Get-ShapeField $value ($path + '.') ($Levels - 1) }
        if ($kind -eq 'list') {
            $items = @($value | Select-Object -First 1)
            if ($items.Length -eq 1 -and (Get-Kind $items[0] '') -eq 'object') { Get-ShapeField $items[0] ($path + '[].') ($Levels - 1) }
        }
    }
}

# Answers with the fields of the first object that a cmdlet gives, or with why there is none.
function Get-CmdletShape([string] $Cmdlet, [scriptblock] $Read) {
    try {
        $items = @(& $Read | Select-Object -First 1)
        if ($items.Length -eq 0) { return @{ cmdlet = $Cmdlet; why = 'nothing-to-look-at' } }
        return @{ cmdlet = $Cmdlet; fields = @(Get-ShapeField $items[0] '' 2 | Select-Object -First 400) }
    } catch {
        if ($_.FullyQualifiedErrorId -match 'CommandNotFoundException') { return @{ cmdlet = $Cmdlet; why = 'cmdlet-missing' } }
        return @{ cmdlet = $Cmdlet; why = (Get-Why $_) }
    }
}

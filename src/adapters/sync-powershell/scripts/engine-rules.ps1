# Dot-sourced by read-server.ps1: the synchronization rules, as far as they decide who is synced and whose value wins.

function Get-ScopeField($Rule) {
    foreach ($group in (Get-Part $Rule 'ScopeFilter')) {
        $fields = @{}
        if (Test-Part $group 'ScopeConditionList') {
            $fields['ScopeConditionList'] = @(foreach ($condition in (Get-Part $group 'ScopeConditionList')) { Get-Field $condition @('Attribute', 'ComparisonOperator', 'ComparisonValue') })
        }
        $fields
    }
}

function Get-JoinField($Rule) {
    foreach ($group in (Get-Part $Rule 'JoinFilter')) {
        $fields = @{}
        if (Test-Part $group 'JoinConditionList') {
            $fields['JoinConditionList'] = @(foreach ($condition in (Get-Part $group 'JoinConditionList')) { Get-Field $condition @('CSAttribute', 'MVAttribute', 'CaseSensitive') })
        }
        $fields
    }
}

# The rules of Microsoft are documented; only the flows of the site's own rules have to be told.
function Get-FlowField($Rule) {
    foreach ($flow in (Get-Part $Rule 'AttributeFlowMappings')) {
        $fields = Get-Field $flow @('Destination', 'Source', 'FlowType', 'Expression')
        if ($null -ne $fields['Expression']) { $fields['Expression'] = Limit-Text ([string] $fields['Expression']) 1000 }
        $fields
    }
}

function Get-RuleField {
    foreach ($rule in @(Get-ADSyncRule)) {
        $fields = Get-Field $rule @(
            'Identifier', 'InternalId', 'Name', 'Direction', 'Disabled', 'Precedence', 'LinkType', 'EnablePasswordSync', 'Connector',
            'SourceObjectType', 'TargetObjectType', 'IsStandardRule', 'ImmutableTag', 'LastModificationTime')
        if (Test-Part $rule 'ScopeFilter') { $fields['ScopeFilter'] = @(Get-ScopeField $rule) }
        if (Test-Part $rule 'JoinFilter') { $fields['JoinFilter'] = @(Get-JoinField $rule) }
        if ((Get-Part $rule 'IsStandardRule') -ne $true -and (Test-Part $rule 'AttributeFlowMappings')) { $fields['AttributeFlowMappings'] = @(Get-FlowField $rule) }
        $fields
    }
}

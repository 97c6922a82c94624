type Text = string | null | undefined;
type Flag = boolean | null | undefined;

/** A synchronisation rule as Get-ADSyncRule gives it. */
export interface SyncRule {
  readonly Identifier?: Text;
  readonly InternalId?: Text;
  readonly Name?: Text;
  /** `Inbound` or `Outbound`. */
  readonly Direction?: Text;
  readonly Disabled?: Flag;
  readonly Precedence?: number | null | undefined;
  readonly LinkType?: Text;
  readonly EnablePasswordSync?: Flag;
  /** Identifier of its connector. */
  readonly Connector?: Text;
  readonly SourceObjectType?: Text;
  readonly TargetObjectType?: Text;
  readonly IsStandardRule?: Flag;
  readonly ImmutableTag?: Text;
  /** Groups are joined by OR, the conditions of one group by AND; no group = everything. */
  readonly ScopeFilter?: readonly { readonly ScopeConditionList?: readonly ScopeCondition[] | undefined }[] | undefined;
  readonly JoinFilter?: readonly { readonly JoinConditionList?: readonly { readonly CSAttribute?: Text; readonly MVAttribute?: Text; readonly CaseSensitive?: Flag }[] | undefined }[] | undefined;
  readonly AttributeFlowMappings?: readonly { readonly Destination?: Text; readonly Source?: readonly string[] | undefined; readonly FlowType?: Text; readonly Expression?: Text }[] | undefined;
  /** When the rule was last changed, where the cmdlet tells. */
  readonly LastModificationTime?: Text;
}

export interface ScopeCondition {
  readonly Attribute?: Text;
  /** EQUAL, NOTEQUAL, STARTSWITH, CONTAINS, ISNULL, ISNOTNULL, ISBITSET, … */
  readonly ComparisonOperator?: Text;
  readonly ComparisonValue?: Text;
}

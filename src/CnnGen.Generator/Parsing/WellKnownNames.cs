namespace CnnGen.Generator.Parsing;

/// <summary>Names of the attributes assembly, which the generator does not reference. A test resolves each.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "CnnGen";
    public const string InputAttribute = "CnnGen.InputAttribute";
    public const string NetworkAttribute = "CnnGen.NetworkAttribute";
    public const string BudgetAttribute = "CnnGen.BudgetAttribute";
    public const string WeightsAttribute = "CnnGen.WeightsAttribute";
    public const string LayerAttribute = "CnnGen.LayerAttribute";
    public const string BlockAttribute = "CnnGen.BlockAttribute";
    public const string LayersAttribute = "CnnGen.LayersAttribute";
    public const string BranchAttribute = "CnnGen.BranchAttribute";
    public const string LetAttribute = "CnnGen.LetAttribute";
    public const string PrefixAttribute = "CnnGen.PrefixAttribute";
    public const string BlockValueAttribute = "CnnGen.BlockValueAttribute";
}

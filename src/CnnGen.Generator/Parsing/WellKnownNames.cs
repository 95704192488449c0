namespace CnnGen.Generator.Parsing;

/// <summary>Names of the attributes assembly, which the generator does not reference. A test resolves each.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "CnnGen";
    public const string InputAttribute = "CnnGen.InputAttribute";
    public const string NetworkAttribute = "CnnGen.NetworkAttribute";
    public const string BudgetAttribute = "CnnGen.BudgetAttribute";
    public const string LayerAttribute = "CnnGen.LayerAttribute";
}

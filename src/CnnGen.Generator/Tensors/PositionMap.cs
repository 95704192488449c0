using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>Which position each position is a copy of, along every axis by one rule.</summary>
/// <param name="Rule">The runtime's PositionRule.</param>
/// <param name="Numbers">What the rule divides by or takes off.</param>
internal sealed record PositionMap(string Rule, PerAxis<int> Numbers)
{
    public const string Scaled = "Scaled";
    public const string Zeros = "Zeros";
    public const string Reflect = "Reflect";
    public const string Replicate = "Replicate";
    public const string Circular = "Circular";
}

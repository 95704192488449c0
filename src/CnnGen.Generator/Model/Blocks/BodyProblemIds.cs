namespace CnnGen.Generator.Model.Blocks;

/// <summary>The diagnostics of blocks.</summary>
internal static class BodyProblemIds
{
    /// <summary>A layer that does not exist.</summary>
    public const string UnknownLayer = "CNN012";

    /// <summary>An output's name that the body does not have.</summary>
    public const string UnknownOutput = "CNN013";

    /// <summary>A block that contains itself.</summary>
    public const string ContainsItself = "CNN021";

    /// <summary>Text that is no list of layers, or no condition.</summary>
    public const string Unreadable = "CNN022";

    /// <summary>Text that can be read and cannot be computed.</summary>
    public const string DoesNotCompute = "CNN023";

    /// <summary>A block that no network can use.</summary>
    public const string Unusable = "CNN024";
}

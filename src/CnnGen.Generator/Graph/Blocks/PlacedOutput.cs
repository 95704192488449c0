namespace CnnGen.Generator.Graph.Blocks;

/// <summary>An output while blocks are taken apart.</summary>
/// <param name="Index">The layer that makes it, <see cref="Node.NetworkInput"/>, or <see cref="Unknown"/>.</param>
/// <param name="Name">The layer's name.</param>
internal readonly record struct PlacedOutput(int Index, string Name)
{
    /// <summary>No layer has the name: whoever takes it will say so.</summary>
    public const int Unknown = int.MinValue;

    /// <summary>What the network is given.</summary>
    public static readonly PlacedOutput NetworkInput = new(Node.NetworkInput, Model.NameText.NetworkInput);
}

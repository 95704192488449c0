namespace CnnGen.Generator.Model;

/// <summary>What one of .NET's arrays can hold: every tensor, and all that share an array, stay below it.</summary>
internal static class ArrayLimit
{
    /// <summary>The runtime's AlignedMemory.MaxLength: System.Array.MaxLength, less the floats by which an array's beginning may have to move.</summary>
    public const int MostElements = 0x7FFF_FFC7 - 16;
}

namespace CnnGen.Generator.Model;

/// <summary>What one of .NET's arrays can hold: every tensor, and all that share an array, stay below it.</summary>
internal static class ArrayLimit
{
    /// <summary>System.Array.MaxLength, which netstandard2.0 does not tell: somewhat less than an int can count.</summary>
    public const int MostElements = 0x7FFF_FFC7;
}

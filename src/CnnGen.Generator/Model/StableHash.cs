using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>A hash that is the same in every run, as string.GetHashCode is not.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a, 64 bits.</summary>
    public static ulong Of(string text) => text.Aggregate(14695981039346656037ul, (hash, character) => unchecked((hash ^ character) * 1099511628211ul));
}

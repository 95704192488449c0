using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>What can be the name of an output.</summary>
internal static class NameText
{
    /// <summary>The attributes' Tensor.Input.</summary>
    public const string NetworkInput = "<input>";

    /// <summary>What a name must be, behind the name of the parameter.</summary>
    public const string Rule = "is empty, has white space or half of a surrogate pair, or is Tensor.Input; it must be a name such as \"conv1\" or \"features.0\"";

    /// <summary>Whether text can be a name.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name != NetworkInput && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) && IsText(name);

    // Half of a surrogate pair has no UTF-8, in which a saved file has its names.
    private static bool IsText(string name)
    {
        for (int index = 0; index < name.Length; index++)
        {
            if (char.IsSurrogate(name[index]) && (index + 1 == name.Length || !char.IsSurrogatePair(name[index], name[++index])))
            {
                return false;
            }
        }

        return true;
    }
}

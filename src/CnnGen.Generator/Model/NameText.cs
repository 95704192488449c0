using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>What can be the name of an output.</summary>
internal static class NameText
{
    /// <summary>The attributes' Tensor.Input.</summary>
    public const string NetworkInput = "<input>";

    /// <summary>The same as the user writes it.</summary>
    public const string InputExpression = "Tensor.Input";

    /// <summary>What a name must be, behind the name of the parameter.</summary>
    public const string Rule = "is empty, has white space or half of a surrogate pair, or is Tensor.Input; it must be a name such as \"conv1\" or \"features.0\"";

    /// <summary>A name, or <see cref="NetworkInput"/>, as C#.</summary>
    public static string Literal(string name) => name == NetworkInput ? InputExpression : CSharpText.Literal(name);

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

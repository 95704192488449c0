using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Enums in a block's text, by their names.</summary>
internal static class EnumNames
{
    /// <summary>The enums that what stands in front of a member's dot may be; several where their names are the same.</summary>
    /// <param name="member">The member.</param>
    /// <param name="block">The block.</param>
    /// <param name="typeOf">The type of a value's name, null where it is none. A value may be called as its type is: then its name is both, as in C#.</param>
    public static IReadOnlyList<ParameterType> Find(MemberExpression member, BlockDefinition block, Func<string, ParameterType?> typeOf)
    {
        if (member.Target is not (NameExpression or MemberExpression) || member.Target.LayerName is not { } name)
        {
            return [];
        }

        ParameterType? value = typeOf(name.Split('.')[0]);
        return block.Enums.Where(type => IsCalled(type, name) && (value is null || value == type)).ToList();
    }

    private static bool IsCalled(ParameterType type, string name) => type.FullName == "global::" + name || type.FullName.EndsWith("." + name, StringComparison.Ordinal);
}

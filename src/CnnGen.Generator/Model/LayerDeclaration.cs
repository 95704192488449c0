using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>One attribute as the user typed it: the layer's kind and the values of its parameters, by name.</summary>
/// <param name="Kind">The attribute's name without "Attribute": <c>Conv</c>; of a block its full name and its assembly's.</param>
/// <param name="Arguments">
/// Constructor arguments under the constructor's parameter names (<c>filters</c>), then properties under theirs (<c>Stride</c>).
/// A parameter that was not given is absent; one that takes several values is there once for each.
/// </param>
internal sealed record LayerDeclaration(string Kind, EquatableArray<Argument> Arguments)
{
    /// <summary>What it is called unless it is given a name; null where it goes by its kind and its place among all layers.</summary>
    public string? DefaultName { get; init; }

    /// <summary>The first layer of the block with which it is computed again in the backward pass; null where no block says so.</summary>
    public int? RecomputedFrom { get; init; }

    /// <summary>Where it comes from; null where it stands on the network itself.</summary>
    public LayerOrigin? Origin { get; init; }

    /// <summary>The layer whose output is the running one behind this; null where that is this one's, or for a mark the one before.</summary>
    public int? RunningAfter { get; init; }

    /// <summary>The value of a parameter, or null where it was not given or is of another type.</summary>
    public T? Find<T>(string parameter)
        where T : struct
    {
        foreach (Argument argument in Arguments)
        {
            if (argument.Name == parameter)
            {
                return argument.Value is T value ? value : null;
            }
        }

        return null;
    }

    /// <summary>The text of a parameter, or null where it was not given.</summary>
    public string? FindText(string parameter)
    {
        foreach (Argument argument in Arguments)
        {
            if (argument.Name == parameter)
            {
                return argument.Value as string;
            }
        }

        return null;
    }

    /// <summary>The texts of a parameter that takes several, in their order.</summary>
    public IEnumerable<string> FindTexts(string parameter)
    {
        foreach (Argument argument in Arguments)
        {
            if (argument.Name == parameter && argument.Value is string text)
            {
                yield return text;
            }
        }
    }

    /// <summary>The declaration as C#: <c>Conv(6, 5, Pad = 2)</c>. In a block the name is the block's doing.</summary>
    public override string ToString()
    {
        IEnumerable<Argument> shown = Origin is { Inside.Count: > 0 } ? Arguments.Where(static argument => argument.Name != "Name") : Arguments;
        string arguments = string.Join(", ", shown.Select(argument => argument.IsPositional ? argument.Text : $"{argument.Name} = {argument.Text}"));
        return arguments.Length == 0 ? ShownKind : $"{ShownKind}({arguments})";
    }

    // Of a block without its namespace and its assembly.
    private string ShownKind
    {
        get
        {
            string name = Kind.Split(',')[0];
            return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
        }
    }

    /// <summary>The same layer with another number for a parameter; one that was not given is a property.</summary>
    public LayerDeclaration With(string parameter, int value)
    {
        Argument added = new(parameter, value, value.ToString(CultureInfo.InvariantCulture), false);
        return this with
        {
            Arguments = (Has(parameter)
                ? Arguments.Select(argument => argument.Name == parameter ? added with { IsPositional = argument.IsPositional } : argument)
                : Arguments.Concat([added])).ToEquatableArray(),
        };
    }

    /// <summary>The same layer without a parameter.</summary>
    public LayerDeclaration Without(string parameter) => this with { Arguments = Arguments.Where(argument => argument.Name != parameter).ToEquatableArray() };

    public bool Has(string parameter)
    {
        foreach (Argument argument in Arguments)
        {
            if (argument.Name == parameter)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A parameter and the value it was given.</summary>
/// <param name="Name">The constructor parameter's or the property's name.</param>
/// <param name="Value">An int (enums as their number), a double, a bool or a string.</param>
/// <param name="Text">The value as C#, for comments and tables: <c>0.5</c>, <c>Fit.Floor</c>.</param>
/// <param name="IsPositional">Whether it is a constructor argument.</param>
internal sealed record Argument(string Name, object Value, string Text, bool IsPositional) : IEquatable<Argument>;

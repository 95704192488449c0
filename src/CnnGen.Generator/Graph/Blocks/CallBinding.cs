using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>An argument and what it is given to.</summary>
/// <param name="Parameter">The parameter or property.</param>
/// <param name="Argument">The argument.</param>
internal sealed record BoundArgument(SignatureParameter Parameter, CallArgument Argument)
{
    /// <summary>Whether it is a constructor's.</summary>
    public bool IsPositional => !Argument.IsProperty;
}

/// <summary>A layer's arguments with the parameters that they are given to.</summary>
/// <param name="Arguments">In the order of the parameters, then of the text.</param>
/// <param name="Omitted">The constructor's parameters that are left out.</param>
internal sealed record CallBinding(IReadOnlyList<BoundArgument> Arguments, IReadOnlyList<SignatureParameter> Omitted)
{
    /// <summary>The value of a property, or null where it is not set.</summary>
    public Expression? PropertyOf(string name) => Arguments.FirstOrDefault(bound => !bound.IsPositional && bound.Parameter.Name == name)?.Argument.Value;

    /// <summary>Binds arguments as C# does: by place, then by name.</summary>
    /// <param name="signature">What the layer takes.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="typeOf">The type of a value; null where it has none because of another error.</param>
    /// <param name="report">Receives what is wrong: where, a message, and texts that mend it.</param>
    /// <returns>Null with the error reported.</returns>
    public static CallBinding? Bind(
        LayerSignature signature, IReadOnlyList<CallArgument> arguments, Func<Expression, ParameterType?> typeOf, Action<TextRange?, string, IEnumerable<string>> report)
    {
        List<BoundArgument> properties = [];
        foreach (CallArgument argument in arguments.Where(static argument => argument.IsProperty))
        {
            if (signature.Properties.FirstOrDefault(one => one.Name == argument.Name) is not { } property)
            {
                IReadOnlyList<string> near = Spelling.Nearest(argument.Name!, signature.Properties.Select(static one => one.Name).ToList()).ToList();
                report(argument.NamePlace, $"{signature.Name} has no '{argument.Name}'{(near.Count > 0 ? $"; the nearest is {near[0]}" : "")}", near);
                return null;
            }

            if (properties.Any(one => one.Parameter == property))
            {
                report(argument.NamePlace, $"'{argument.Name}' is set twice", []);
                return null;
            }

            if (!Accepts(property, typeOf(argument.Value)))
            {
                report(argument.Value.Place, Mismatch(property, typeOf(argument.Value)!), []);
                return null;
            }

            properties.Add(new BoundArgument(property, argument));
        }

        List<CallArgument> given = arguments.Where(static argument => !argument.IsProperty).ToList();
        CallBinding? best = signature.Constructors.Select(constructor => Match(constructor, given, typeOf)).OfType<CallBinding>()
            .OrderBy(static binding => binding.Omitted.Count).FirstOrDefault();
        if (best is null)
        {
            Explain(signature, given, typeOf, report);
            return null;
        }

        return best with { Arguments = [.. best.Arguments, .. properties] };
    }

    private static CallBinding? Match(EquatableArray<SignatureParameter> constructor, List<CallArgument> given, Func<Expression, ParameterType?> typeOf)
    {
        List<BoundArgument> bound = [];
        for (int place = 0; place < given.Count; place++)
        {
            CallArgument argument = given[place];
            SignatureParameter? parameter = argument.Name is { } name ? constructor.FirstOrDefault(one => one.Name == name)
                : place < constructor.Count ? constructor[place]
                : constructor.LastOrDefault() is { IsList: true } list ? list : null;
            if (parameter is null || !Accepts(parameter, typeOf(argument.Value)) || (!parameter.IsList && bound.Any(one => one.Parameter == parameter)))
            {
                return null;
            }

            bound.Add(new BoundArgument(parameter, argument));
        }

        List<SignatureParameter> omitted = constructor.Where(parameter => bound.All(one => one.Parameter != parameter)).ToList();
        return omitted.All(static parameter => parameter.IsOptional) ? new CallBinding(bound, omitted) : null;
    }

    /// <summary>Says why no constructor takes the arguments, of the one that is nearest to them.</summary>
    private static void Explain(LayerSignature signature, List<CallArgument> given, Func<Expression, ParameterType?> typeOf, Action<TextRange?, string, IEnumerable<string>> report)
    {
        EquatableArray<SignatureParameter> nearest = signature.Constructors.OrderBy(constructor => Math.Abs(constructor.Count - given.Count)).FirstOrDefault();
        string takes = nearest.Count == 0 ? "nothing without a name" : Wording.And(nearest.Select(static parameter => parameter.Name).ToList());
        for (int place = 0; place < given.Count; place++)
        {
            CallArgument argument = given[place];
            SignatureParameter? parameter = argument.Name is { } name ? nearest.FirstOrDefault(one => one.Name == name)
                : place < nearest.Count ? nearest[place]
                : nearest.LastOrDefault() is { IsList: true } list ? list : null;
            if (parameter is null)
            {
                string message = argument.Name is null ? $"{signature.Name} takes {takes}, and this is one more" : $"{signature.Name} takes {takes}, and no '{argument.Name}'";
                report(argument.Name is null ? argument.Value.Place : argument.NamePlace, message, argument.Name is null ? [] : Spelling.Nearest(argument.Name, nearest.Select(static one => one.Name).ToList()));
                return;
            }

            if (!Accepts(parameter, typeOf(argument.Value)))
            {
                report(argument.Value.Place, Mismatch(parameter, typeOf(argument.Value)!), []);
                return;
            }
        }

        List<string> lacking = nearest.Skip(given.Count).Where(static parameter => !parameter.IsOptional).Select(static parameter => parameter.Name).ToList();
        report(null, $"{signature.Name} takes {takes}, and {(lacking.Count == 0 ? "is given something twice" : $"{Wording.And(lacking)} {(lacking.Count == 1 ? "is" : "are")} not given")}", []);
    }

    private static bool Accepts(SignatureParameter parameter, ParameterType? type) =>
        type is null || parameter.Type.Takes(type) || (parameter is { IsList: true, Type.Kind: ValueKind.Text } && type.Kind == ValueKind.Texts);

    private static string Mismatch(SignatureParameter parameter, ParameterType type) => $"this is {Article(type.Name)}; {parameter.Name} is {Article(parameter.Type.Name)}";

    private static string Article(string type) => "aeiou".IndexOf(char.ToLowerInvariant(type[0])) >= 0 ? "an " + type : "a " + type;
}

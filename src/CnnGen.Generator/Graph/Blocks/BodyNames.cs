using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Whether the outputs that a block's body names can be in it.</summary>
/// <remarks>
/// Which layers there are may depend on what the block is given, so that a name is an error here only where no earlier line can make it. The
/// numbers of default names are not counted for the same reason.
/// </remarks>
internal sealed class BodyNames
{
    private readonly BlockDefinition _block;
    private readonly List<BodyProblem> _problems = [];

    // Names as they are written, and default names without their numbers.
    private readonly HashSet<string> _given = [];
    private readonly HashSet<string> _kinds = [];

    // A name that is computed may be any.
    private bool _isAnythingKnown;

    private BodyNames(BlockDefinition block) => _block = block;

    /// <summary>The names that no output of the body can have.</summary>
    public static IReadOnlyList<BodyProblem> Check(BlockDefinition block)
    {
        // On a network there are other lines, which it does not know.
        if (block.IsAnonymous)
        {
            return [];
        }

        BodyNames names = new(block);
        foreach (BodyLine line in block.Lines)
        {
            names.Read(line);
        }

        return names._problems;
    }

    private void Read(BodyLine line)
    {
        if (line.Layer is { } layer)
        {
            foreach (Argument argument in layer.Arguments.Where(argument => argument.Name is LayerUse.FromParameter or LayerUse.NamesParameter && IsUnknown(argument.Value as string)))
            {
                Report(new BodyPlace(_block.Kind, line.Place, argument.Name, default), (string)argument.Value);
            }

            Give(layer.Kind, layer.FindText(LayerUse.NameParameter));
            return;
        }

        foreach (Expression item in line.Layers!.Items.SelectMany(BodyLayers.In))
        {
            Read(item, line.Layers);
        }

        if (line.Branch is { } branch)
        {
            _given.Add(branch);
        }
    }

    private void Read(Expression item, BodyText text)
    {
        if (item.LayerName is not { } name || _block.SignatureOf(name) is not { } signature)
        {
            _isAnythingKnown = true;
            return;
        }

        IReadOnlyList<CallArgument> arguments = BodyLayers.ArgumentsOf(item);
        bool takesNames = signature.Constructors.Any(static constructor => constructor.Any(static parameter => parameter.Name == LayerUse.NamesParameter));
        foreach (CallArgument argument in arguments.Where(argument => argument.Name == LayerUse.FromParameter || (takesNames && !argument.IsProperty)))
        {
            if (argument.Value is LiteralExpression { Value: string output } && IsUnknown(output))
            {
                Report(new BodyPlace(_block.Kind, text.Line, text.Parameter, argument.Value.Place), output);
            }
        }

        CallArgument? given = arguments.FirstOrDefault(static argument => argument is { IsProperty: true, Name: LayerUse.NameParameter });
        _isAnythingKnown |= given is { Value: not LiteralExpression };
        Give(signature.Kind, (given?.Value as LiteralExpression)?.Value as string);
    }

    private void Give(string kind, string? name)
    {
        if (name is not null)
        {
            _given.Add(name);
        }
        else if (LayerKinds.Find(kind) is { } builtIn)
        {
            _kinds.Add(builtIn.DefaultName);
        }
        else
        {
            // A block's prefix may be anything, and one without a prefix gives its layers' names.
            _isAnythingKnown = true;
        }
    }

    private bool IsUnknown(string? name)
    {
        if (name is null or NameText.NetworkInput || _isAnythingKnown)
        {
            return false;
        }

        string first = name.Split('.')[0];
        return !_given.Any(given => given == name || name.StartsWith(given + ".", System.StringComparison.Ordinal))
            && !(_kinds.Contains(first.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')) && first.Length > 0 && char.IsDigit(first[first.Length - 1]));
    }

    private void Report(BodyPlace place, string name)
    {
        List<string> known = [.. _given, .. _kinds.Select(static kind => kind + 1.ToString(CultureInfo.InvariantCulture))];
        IReadOnlyList<string> near = Spelling.Nearest(name, known).ToList();
        string names = near.Count > 0 ? $"; the nearest is '{near[0]}'" : known.Count == 0 ? "; none has a name of its own yet" : $"; there are {Wording.And(known.Select(static one => $"'{one}'").ToList())}";
        _problems.Add(new BodyProblem(BodyProblemIds.UnknownOutput, place, $"no earlier output of the block is named '{name}'{names}; what the block is given is Tensor.Input"));
    }
}

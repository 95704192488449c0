using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Turns declarations into a graph whose shapes are all known.</summary>
internal static class GraphBuilder
{
    /// <summary>Checks every layer and builds the graph.</summary>
    /// <returns>The graph, or null where <paramref name="errors"/> has grown.</returns>
    public static NetworkGraph? Build(
        EquatableArray<int> inputSizes, EquatableArray<LayerDeclaration> layers, FitMode fit, ErrorList errors)
    {
        TensorShape? shape = CheckInput(inputSizes, errors);
        TensorShape? input = shape;
        List<Node> nodes = [];
        Dictionary<string, int> counts = [];
        Dictionary<string, int> names = [];
        for (int index = 0; index < layers.Count; index++)
        {
            LayerDeclaration declaration = layers[index];
            LayerContext context = new(index, fit, errors);
            if (LayerKinds.Find(declaration.Kind) is not { } kind)
            {
                context.Report("CNN012", null, $"'{declaration.Kind}' is not a kind of layer that this version compiles");
                shape = null;
                continue;
            }

            string name = NameOf(declaration, kind, counts);
            CheckName(name, declaration, names, context);

            // Arguments are checked even behind an error; shapes only while they are known.
            Layer? layer = kind.Parse(declaration, context);
            TensorShape? output = layer is null || shape is null ? null : layer.Infer(shape, context);
            if (output is not null && !TensorShape.Fits(output.Sizes))
            {
                context.Report("CNN009", null, $"the output {output} has more elements than an array can hold ({int.MaxValue})");
                output = null;
            }

            if (output is not null && layer!.Parameters(shape!).Any(parameter => !TensorShape.Fits(parameter.Shape.Sizes)))
            {
                context.Report("CNN009", null, $"the weights {layer.Parameters(shape!)[0].Shape} have more elements than an array can hold ({int.MaxValue})");
                output = null;
            }

            if (output is not null)
            {
                bool frozen = declaration.Find<bool>("Frozen") ?? false;
                nodes.Add(new Node(index, name, TextOf(declaration), layer!, frozen, [index - 1], shape!, output));
            }

            shape = output;
        }

        if (errors.Any || input is null)
        {
            return null;
        }

        NetworkGraph graph = new(input, ReceptiveFields.Compute(MarkRectified(nodes)));
        if (graph.ParameterCount > int.MaxValue)
        {
            errors.Add(new LayerError("CNN009", LayerError.InputLayer, null, $"the network has {graph.ParameterCount} parameters, more than an array can hold ({int.MaxValue})"));
            return null;
        }

        if (MemoryLimit.FirstBeyond(graph) is var (node, reason))
        {
            errors.Add(new LayerError("CNN009", node.Id, null, $"{reason} ({int.MaxValue})"));
            return null;
        }

        return graph;
    }

    private static TensorShape? CheckInput(EquatableArray<int> sizes, ErrorList errors)
    {
        if (sizes.Count == 0)
        {
            return null;
        }

        TensorShape shape = new(sizes);
        string[] parameters = sizes.Count switch
        {
            1 => ["features"],
            2 => ["channels", "length"],
            3 => ["channels", "height", "width"],
            _ => ["channels", "depth", "height", "width"],
        };
        bool valid = true;
        for (int axis = 0; axis < sizes.Count; axis++)
        {
            if (sizes[axis] < 1)
            {
                errors.Add(new LayerError("CNN004", LayerError.InputLayer, parameters[axis], $"{parameters[axis]} is {sizes[axis]}; it must be at least 1"));
                valid = false;
            }
        }

        if (valid && !TensorShape.Fits(sizes))
        {
            errors.Add(new LayerError("CNN009", LayerError.InputLayer, null, $"the input {shape} has more elements than an array can hold ({int.MaxValue})"));
            valid = false;
        }

        return valid ? shape : null;
    }

    private static string NameOf(LayerDeclaration declaration, LayerKind kind, Dictionary<string, int> counts)
    {
        counts.TryGetValue(kind.DefaultName, out int count);
        counts[kind.DefaultName] = count + 1;
        return declaration.FindText("Name") ?? kind.DefaultName + (count + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static void CheckName(string name, LayerDeclaration declaration, Dictionary<string, int> names, LayerContext context)
    {
        string? parameter = declaration.Has("Name") ? "Name" : null;
        if (name.Length == 0 || name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            context.Report("CNN004", parameter, "Name is empty or has white space; it must be a name such as \"conv1\" or \"features.0\"");
        }
        else if (names.ContainsKey(name))
        {
            context.Report("CNN011", parameter, $"the name '{name}' is used by an earlier layer already");
        }
        else
        {
            names.Add(name, context.Layer);
        }
    }

    /// <summary>The declaration as C#: <c>Conv(6, 5, Pad = 2)</c>.</summary>
    private static string TextOf(LayerDeclaration declaration)
    {
        string arguments = string.Join(", ", declaration.Arguments
            .Select(argument => argument.IsPositional ? argument.Text : $"{argument.Name} = {argument.Text}"));
        return arguments.Length == 0 ? declaration.Kind : $"{declaration.Kind}({arguments})";
    }

    private static List<Node> MarkRectified(List<Node> nodes) =>
        nodes.Select((node, index) => node with
        {
            FeedsRectifier = index + 1 < nodes.Count && nodes[index + 1].Layer.IsRectifier,
        }).ToList();
}

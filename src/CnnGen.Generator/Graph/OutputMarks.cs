using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>An output that is marked.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Mark">The mark, by its place among the layers.</param>
/// <param name="Layer">The layer that makes it, or <see cref="Node.NetworkInput"/>.</param>
internal sealed record OutputMark(string Name, int Mark, int Layer);

/// <summary>A network's outputs as they are declared, known without any shape: its own, which the last layer makes, and the further ones.</summary>
/// <param name="Layer">The layer that makes the network's own output, or <see cref="Node.NetworkInput"/>.</param>
/// <param name="Marks">All marks, in source order.</param>
internal sealed record OutputMarks(int Layer, IReadOnlyList<OutputMark> Marks)
{
    /// <summary>The parameter of a mark that names the output.</summary>
    public const string NameParameter = "name";

    /// <summary>What the network's own output is called unless a mark names it.</summary>
    public const string DefaultName = "output";

    /// <summary>What the network's own output is called: as the first mark on it says.</summary>
    public string Name { get; } = Marks.FirstOrDefault(mark => mark.Layer == Layer)?.Name ?? DefaultName;

    /// <summary>The other marks, in source order.</summary>
    public IReadOnlyList<OutputMark> Further { get; } = Marks.Where(mark => mark != Marks.FirstOrDefault(own => own.Layer == Layer)).ToList();

    /// <summary>What the further outputs are called where they become members: by their names, where these can be names and are not taken.</summary>
    public IReadOnlyList<string> FurtherNames
    {
        get
        {
            HashSet<string> taken = ["Input", "Output", GeneratedMembers.Capitalized(Name)];
            return Further.Select((mark, place) => Free(mark.Name, place + 2)).ToList();

            string Free(string name, int number)
            {
                while (!CSharpText.IsIdentifier(name) || !taken.Add(GeneratedMembers.Capitalized(name)))
                {
                    name = $"output{number++}";
                }

                return name;
            }
        }
    }

    /// <summary>The outputs of layers.</summary>
    public static OutputMarks Of(EquatableArray<LayerDeclaration> layers) => new(RunningBefore(layers, layers.Count), Find(layers).ToList());

    /// <summary>The layer whose output one without a From takes: the last before it that is no mark, or <see cref="Node.NetworkInput"/>.</summary>
    public static int RunningBefore(EquatableArray<LayerDeclaration> layers, int layer)
    {
        for (layer--; layer >= 0; layer--)
        {
            if (layers[layer].RunningAfter is { } running)
            {
                return running;
            }

            if (!IsMark(layers[layer]))
            {
                break;
            }
        }

        return layer;
    }

    private static bool IsMark(LayerDeclaration layer) => LayerKinds.Find(layer.Kind) is { IsMark: true };

    private static IEnumerable<OutputMark> Find(EquatableArray<LayerDeclaration> layers)
    {
        LayerNames names = new(layers, FitMode.Exact, new ErrorList());
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (IsMark(layers[layer]))
            {
                yield return new OutputMark(layers[layer].FindText(NameParameter) ?? "", layer, MakerOf(layer));
            }
        }

        // A mark on a mark is one on what that marks.
        int MakerOf(int layer)
        {
            while (layer >= 0 && IsMark(layers[layer]))
            {
                int? named = layers[layer].FindText("From") is { } from ? from == NameText.NetworkInput ? Node.NetworkInput : names.LayerOf(from) : null;
                layer = named < layer ? named.Value : RunningBefore(layers, layer);
            }

            return layer;
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>The shapes of outputs while blocks are taken apart, as far as text asks for them. What is wrong with a layer is said later.</summary>
/// <param name="layers">The layers that there are so far; more may come behind them.</param>
/// <param name="input">The network's input; null where that is not known.</param>
/// <param name="fit">The fit of layers that do not say otherwise.</param>
internal sealed class OutputShapes(IReadOnlyList<PlacedLayer> layers, TensorShape? input, FitMode fit)
{
    private readonly List<TensorShape?> _shapes = [];

    /// <summary>The shape of an output; null where it is not known.</summary>
    public TensorShape? this[int output]
    {
        get
        {
            while (_shapes.Count <= output && _shapes.Count < layers.Count)
            {
                _shapes.Add(Infer(_shapes.Count));
            }

            return output == Node.NetworkInput ? input : output >= 0 && output < _shapes.Count ? _shapes[output] : null;
        }
    }

    /// <summary>A size by the name that text has for it; null where it is not known.</summary>
    public int? Measure(int output, string size) => this[output] is not { } shape ? null : size switch
    {
        "channels" => shape.Channels,
        "depth" => shape.Depth,
        "height" => shape.Height,
        "width" => shape.Width,
        _ => null,
    };

    private TensorShape? Infer(int index)
    {
        PlacedLayer layer = layers[index];
        List<Operand?> operands = layer.Takes.Select(output => OperandOf(output)).ToList();
        if (operands.Contains(null) || LayerKinds.Find(layer.Declaration.Kind) is not { } kind)
        {
            return null;
        }

        LayerContext context = new(index, fit, new ErrorList()) { Taken = operands[0], Named = operands.Skip(1).Select(static operand => operand!).ToList() };
        return kind.Parse(layer.Declaration, context)?.Infer(operands[0]!.Shape, context);
    }

    private Operand? OperandOf(int output) => this[output] is { } shape ? new Operand(output, "", shape) : null;
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a program as a sequence of kernel calls, each layer under a header of its own.</summary>
/// <param name="headers">The comments above layers.</param>
/// <param name="kernels">Receives the kernels that are called.</param>
internal sealed class ProgramEmitter(LayerHeaders headers, KernelSet kernels)
{
    /// <summary>The parameter list of a program's method, by direction.</summary>
    public const string InferenceParameters = "ref float input, ref float output, ref float arena, ref float weights";
    public const string ForwardParameters = "ref float input, ref float output, ref float arena, ref float weights, ulong dropoutKey";
    public const string BackwardParameters = "ref float outputGradient, ref float inputGradient, bool wantsInputGradient, ref float arena, ref float derived, ulong dropoutKey";
    public const string GradientParameters = "ref float arena, ref float gradients, int samples";

    /// <summary>Writes the operations, with a header where a layer begins.</summary>
    public void Write(CodeWriter writer, IEnumerable<Operation> operations)
    {
        int? current = null;
        foreach (IGrouping<bool, Operation> group in operations.GroupBy(operation => operation.OnlyForInputGradient))
        {
            using IDisposable? guard = group.Key ? writer.Block("if (wantsInputGradient)") : null;
            foreach (Operation operation in group)
            {
                if (current != operation.Node)
                {
                    current = operation.Node;
                    if (headers[operation.Node] is { } header)
                    {
                        writer.Line();
                        writer.Line(header);
                    }
                }

                writer.Line(Call(operation));
            }
        }
    }

    private string Call(Operation operation) => operation switch
    {
        Load { Y.IsPlanar: true } load => $"{kernels.Add(LoadRowsKernel.Of(load))}({Caller(load.From)}, {Arena(load.Y)});",
        Load load => $"TensorMemory.Rearrange({Caller(load.From)}, {CallerLayout(load.Y)}, {Arena(load.Y)}, {Layout(load.Y)});",
        Store store => $"TensorMemory.Rearrange({Arena(store.X)}, {Layout(store.X)}, {Caller(store.To)}, {CallerLayout(store.X)});",
        Rearrange rearrange => $"TensorMemory.Rearrange({Arena(rearrange.X)}, {Layout(rearrange.X)}, {Arena(rearrange.Y)}, {Layout(rearrange.Y)});",
        Spread spread => $"TensorMemory.Spread({Arena(spread.X)}, {Arena(spread.Y)}, {Layout(spread.Y)});",
        Clear clear => $"TensorMemory.Clear({Arena(clear.Y)}, {clear.Y.Length});",
        ClearBorder clear => $"TensorMemory.ClearBorder({Arena(clear.Y)}, {BorderArguments(clear.Y)});",
        Convolve convolve => $"{AddConvolve(convolve)}({Arena(convolve.X)}, {Weights(convolve.Weights)}, {(convolve.Bias is null ? "" : Weights(convolve.Bias) + ", ")}{Arena(convolve.Y)});",
        Pool pool => $"{AddPool(pool)}({Arena(pool.X)}, {Arena(pool.Y)});",
        PoolGradient { Geometry.Kind: PoolKind.Max } pool => $"{kernels.Add(PoolGradientKernel.Of(pool))}({Arena(pool.X)}, {Arena(pool.Y)}, {Arena(pool.OutputGradient)}, {Arena(pool.InputGradient)});",
        PoolGradient pool => $"{kernels.Add(PoolGradientKernel.Of(pool))}({Arena(pool.OutputGradient)}, {Arena(pool.InputGradient)});",
        Activate activate => $"{kernels.Add(ElementwiseKernel.Of(activate))}({Arena(activate.X)}, {Arena(activate.Y)});",
        ActivateGradient activate => $"{kernels.Add(ElementwiseKernel.Of(activate))}({Arena(activate.Y)}, {Arena(activate.OutputGradient)}, {Arena(activate.InputGradient)});",
        Sum sum => $"{kernels.Add(ElementwiseKernel.Of(sum))}({Arena(sum.X1)}, {Arena(sum.X2)}, {Arena(sum.Y)});",
        CopyChannels copy => $"TensorMemory.CopyChannels({Arena(copy.X)}, {Layout(copy.X)}, {copy.FirstFrom}, {Arena(copy.Y)}, {Layout(copy.Y)}, {copy.FirstTo}, {copy.Channels});",
        Softmax softmax => $"ChannelSoftmax.Forward({Arena(softmax.X)}, {Layout(softmax.X)}, {Arena(softmax.Y)}, {Layout(softmax.Y)});",
        SoftmaxGradient softmax => $"ChannelSoftmax.Backward({Arena(softmax.Y)}, {Layout(softmax.Y)}, {Arena(softmax.OutputGradient)}, {Layout(softmax.OutputGradient)}, {Arena(softmax.InputGradient)}, {Layout(softmax.InputGradient)});",
        DropElements drop => $"DropoutMask.Apply({Arena(drop.X)}, {Layout(drop.X)}, {Arena(drop.Y)}, {Layout(drop.Y)}, {drop.Rate.ToString("R", CultureInfo.InvariantCulture)}, dropoutKey, {drop.Node});",
        WeightGradient gradient => $"{kernels.Add(WeightGradientKernel.Of(gradient))}({Arena(gradient.X)}, {Arena(gradient.OutputGradient)}, {At("gradients", gradient.Weights.Offset)}, samples);",
        BiasGradient gradient => $"{kernels.Add(BiasGradientKernel.Of(gradient))}({Arena(gradient.OutputGradient)}, {At("gradients", gradient.Bias.Offset)}, samples);",
        _ => throw new InvalidOperationException($"no kernel writes {operation.GetType().Name}"),
    };

    private string AddConvolve(Convolve convolve)
    {
        ConvolveShape shape = ConvolveShape.Of(convolve);
        return kernels.Add(convolve.Y.IsPlanar ? new PlanarConvolveKernel(shape) : new ConvolveKernel(shape));
    }

    private string AddPool(Pool pool) => kernels.Add(pool.X.IsPlanar ? PlanarPoolKernel.Of(pool) : PoolKernel.Of(pool));

    private static string Caller(External external) => external switch
    {
        External.Input => "ref input",
        External.Output => "ref output",
        External.OutputGradient => "ref outputGradient",
        _ => "ref inputGradient",
    };

    private static string Arena(Tensor tensor) => At("arena", tensor.Offset);

    private static string Weights(WeightOperand operand) => At(operand.Source == WeightSource.Parameters ? "weights" : "derived", operand.Offset);

    private static string Layout(Tensor tensor) =>
        $"new TensorLayout({tensor.Channels}, {tensor.GroupChannels}, {tensor.Height}, {tensor.Width}, {tensor.PlaneStride}, {tensor.RowStride}, {tensor.ColumnStride}, {tensor.Origin})";

    private static string CallerLayout(Tensor tensor) =>
        $"TensorLayout.Dense({tensor.Channels}, {tensor.Height}, {tensor.Width})";

    /// <summary>Planes, their stride, rows of the border, floats of a row and of its border.</summary>
    private static string BorderArguments(Tensor tensor) => string.Join(", ", new[]
    {
        tensor.Planes, tensor.PlaneStride, tensor.RowStride, tensor.Height, tensor.Border.Top, tensor.Border.Bottom,
        tensor.Border.Left * tensor.ColumnStride, tensor.Border.Right * tensor.ColumnStride,
    });
}

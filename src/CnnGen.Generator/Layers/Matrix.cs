using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>The operations of a layer all of whose outputs see all of its input: a matrix times a vector for each sample.</summary>
/// <remarks>
/// PyTorch keeps a linear layer's weights as (features, channels * height * width), which is a convolution's (filters, channels, height,
/// width) with a kernel as large as the input: either is multiplied with the volume as it lies, which is never copied into a vector.
/// </remarks>
internal static class Matrix
{
    public static void LowerForward(ForwardBuilder forward, int filters, bool hasBias, WeightPrecision? precision = WeightPrecision.Single)
    {
        Tensor x = forward.Input;
        Tensor y = forward.NewTensor(forward.Node.Name, filters, PerAxis.Ones);
        PackShape pack = PackShape.ForProduct(x, filters);
        forward.Add(new Multiply(forward.Node.Id, x, forward.Matrix(pack), hasBias ? forward.PerChannel("bias", filters) : null, y) { Precision = precision });
        forward.Output = y;
    }

    public static void LowerBackward(BackwardBuilder backward, bool hasBias)
    {
        Tensor x = backward.Input;
        Tensor dy = backward.OutputGradient;
        int id = backward.Node.Id;
        WeightOperand weights = backward.Parameter("weight");
        if (!backward.Node.Frozen)
        {
            backward.AddLast(new MultiplyWeightGradient(id, x, dy, weights));
            if (hasBias)
            {
                backward.Add(new BiasGradient(id, dy, backward.Parameter("bias")));
            }
        }

        Tensor dx = backward.NewLike("d" + x.Name, x);
        backward.Add(new MultiplyInputGradient(id, dy, weights, dx));
        backward.InputGradient = dx;
    }
}

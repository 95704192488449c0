using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>A layer with its arguments read and their ranges checked. One folder a kind derives from it.</summary>
internal abstract record Layer
{
    /// <summary>The output's shape, or null with the errors reported.</summary>
    /// <param name="input">The shape of what the layer takes; what a join names beside it is in the context.</param>
    /// <param name="context">Receives the errors.</param>
    public abstract TensorShape? Infer(TensorShape input, LayerContext context);

    /// <summary>The layer's inputs in the order in which it computes with them.</summary>
    /// <param name="taken">The running output, or the one that From names.</param>
    /// <param name="named">What a join names.</param>
    public virtual IEnumerable<Operand> Arrange(Operand taken, IReadOnlyList<Operand> named) => [taken];

    /// <summary>The layer's named tensors.</summary>
    /// <param name="input">The shape of what the layer takes.</param>
    /// <param name="feedsRectifier">Whether a ReLU follows, if through joins and pooling: their first values go by that.</param>
    public virtual IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier) => [];

    /// <summary>Multiply-adds for one sample, biases not counted: 0 but for convolutions and linear layers.</summary>
    public virtual long MultiplyAdds(TensorShape input, TensorShape output) => 0;

    /// <summary>Every arithmetic operation for one sample; a multiply-add, an addition, a comparison, a function of an element count 1 each.</summary>
    public abstract long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output);

    /// <summary>The window that the layer declares; null where it declares none.</summary>
    public virtual SpatialWindow? Window => null;

    /// <summary>Which elements of its input an output element sees on each axis: by the window, or its own.</summary>
    public virtual PerAxis<AxisReach> ReachOn(TensorShape input) => Window is null ? PerAxis.Of(AxisReach.Own) : Window.ReachOn(input);

    /// <summary>How far, on each axis, its operations may see around what it takes and around the gradient by what it makes; null where they see nothing.</summary>
    public virtual IReadOnlyList<double>? BordersOn(TensorShape input) => Window?.BordersOn(input);

    /// <summary>Groups of channels that are computed each by itself, and may begin a block of memory each; 1 where there are none.</summary>
    public virtual int GroupsOf(TensorShape input) => 1;

    /// <summary>The parameter that makes the output and the weights as large as they are; null where that is the input's doing.</summary>
    public virtual string? SizeParameter => null;

    /// <summary>The <see cref="SizeParameter"/> that gives the output so many channels; null where none does.</summary>
    public virtual int? SizeFor(int channels, TensorShape input) => channels;

    /// <summary>Tensors as large as the output that it makes besides that and the gradients by its inputs and its output.</summary>
    public virtual int InnerTensors(IReadOnlyList<TensorShape> inputs) => 0;

    /// <summary>Whether one output element sees every input element.</summary>
    public virtual bool SeesAll => false;

    /// <summary>Whether the output is a linear map of one input, but for a bias.</summary>
    public virtual bool IsLinear => IsLinearMap;

    /// <summary>Whether it is a linear map by weights: sums over its inputs, not a factor for each.</summary>
    public virtual bool IsLinearMap => false;

    /// <summary>Whether its output may hold its inputs, or lie in one, so that all of them lie in one tensor.</summary>
    public virtual bool HoldsInputs => false;

    /// <summary>Whether it is a nonlinear function of its input's elements.</summary>
    public virtual bool IsActivation => false;

    /// <summary>Whether the layers before it should begin with He's variance: the ReLU family.</summary>
    public virtual bool IsRectifier => false;

    /// <summary>Whether, with parameters of its own, it leaves the first values of the layers before it to a ReLU behind it: a normalisation.</summary>
    public virtual bool PassesRectifier => false;

    /// <summary>Whether it takes the mean of each channel off, so that a constant added to a channel before changes nothing.</summary>
    public virtual bool TakesOffMeans => false;

    /// <summary>The most floats that its operations work in beside their inputs and outputs, in both directions.</summary>
    public virtual double WorkingFloats(TensorShape input) => 0;

    /// <summary>The most floats that the copies of a weight take which one memory may hold: a network's own, or what one of the programs derives.</summary>
    public virtual double CopiesOfWeights(TensorShape input) => 1;

    /// <summary>Adds the operations of Forward.</summary>
    public abstract void LowerForward(ForwardBuilder forward);

    /// <summary>Adds the operations that turn the output's gradient into the input's and the parameters'.</summary>
    public abstract void LowerBackward(BackwardBuilder backward);
}

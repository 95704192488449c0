using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A tensor that a kernel walks channel by channel: where its elements lie, as C#.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Origin">The first element of a plane, as a term to add.</param>
/// <param name="PlaneStride">From a block of channels to the next.</param>
/// <param name="Step">From an element to the next.</param>
/// <param name="IsWidened">Whether a block has one vector, which goes with all elements of the others.</param>
internal readonly record struct ChannelForm(string Name, string Origin, string PlaneStride, PerAxis<string> Step, bool IsWidened = false)
{
    private static readonly string Block = Number(Tensor.Block);

    /// <summary>The form of a tensor that the kernel is told, in numbers named after the tensor.</summary>
    public static ChannelForm Told(string name, bool isWidened = false) =>
        new(name, $" + {name}Origin", name + "Plane", new PerAxis<string>(name + "SliceStep", name + "RowStep", Block), isWidened);

    /// <summary>A form that is written out.</summary>
    public static ChannelForm Of(string name, TensorForm form) =>
        new(name, form.Origin == 0 ? "" : " + " + Number(form.Origin), Number(form.PlaneStride), form.Step.Select(static step => Number(step)));
}

/// <summary>What kernels are told that walk tensors of one shape channel by channel: rows and columns, and where each tensor's elements lie.</summary>
/// <param name="HasSlices">Whether there are slices.</param>
internal readonly record struct ChannelWalk(bool HasSlices)
{
    /// <summary>How many slices, rows and columns, as C#.</summary>
    public PerAxis<string> Size => new(HasSlices ? "slices" : "1", "rows", "columns");

    /// <summary>As part of a name.</summary>
    public string Name => HasSlices ? "_slices" : "";

    /// <summary>The parameters, a comma in front: blocks of channels, then elements, then the tensors'.</summary>
    /// <param name="tensors">The tensors by their parameters' names.</param>
    public string Parameters(params string[] tensors)
    {
        bool hasSlices = HasSlices;
        IEnumerable<string> places = tensors.SelectMany(tensor => hasSlices
            ? new[] { tensor + "Origin", tensor + "Plane", tensor + "SliceStep", tensor + "RowStep" }
            : [tensor + "Origin", tensor + "Plane", tensor + "RowStep"]);
        return ChannelLoop.PlanesParameter + ConvolveNumbers.Parameters([.. hasSlices ? new[] { "slices" } : [], "rows", "columns", .. places]);
    }

    /// <summary>The walk over elements as they lie, row by row.</summary>
    public static ChannelWalk Of(TensorForm form) => new(form.Size.Depth > 1);

    /// <summary>What is passed.</summary>
    /// <param name="size">Slices, rows and columns.</param>
    /// <param name="forms">The tensors in the parameters' order.</param>
    public string Arguments(PerAxis<int> size, params TensorForm[] forms)
    {
        bool hasSlices = HasSlices;
        IEnumerable<int> numbers =
        [
            forms[0].Planes,
            .. hasSlices ? new[] { size.Depth } : [],
            size.Rows,
            size.Columns,
            .. forms.SelectMany(form => hasSlices ? new[] { form.Origin, form.PlaneStride, form.Step.Depth, form.Step.Rows } : [form.Origin, form.PlaneStride, form.Step.Rows]),
        ];
        return string.Join(", ", numbers.Select(static number => Number(number)));
    }
}

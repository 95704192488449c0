using System;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>An attribute of an operator. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxAttribute
{
    private const int FloatType = 1;
    private const int IntType = 2;
    private const int StringType = 3;
    private const int IntsType = 7;

    private readonly string _name;
    private readonly int _type;
    private readonly Action<ProtobufWriter> _writeValue;

    private OnnxAttribute(string name, int type, Action<ProtobufWriter> writeValue) => (_name, _type, _writeValue) = (name, type, writeValue);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The numbers.</param>
    public static OnnxAttribute List(string name, params int[] values) => new(name, IntsType, writer => Array.ForEach(values, value => writer.Number(8, value)));

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public static OnnxAttribute Whole(string name, int value) => new(name, IntType, writer => writer.Number(3, value));

    /// <summary>A real number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public static OnnxAttribute Real(string name, float value) => new(name, FloatType, writer => writer.Float(2, value));

    /// <summary>A word.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The word.</param>
    public static OnnxAttribute Word(string name, string value) => new(name, StringType, writer => writer.Text(4, value));

    /// <summary>Writes it.</summary>
    /// <param name="writer">Receives the message's fields.</param>
    public void Write(ProtobufWriter writer)
    {
        writer.Text(1, _name);
        _writeValue(writer);
        writer.Number(20, _type);
    }
}

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Tiny;

long start = Stopwatch.GetTimestamp();
if (args.Length > 1 || (args.Length == 1 && args[0] is "-h" or "--help"))
{
    Console.WriteLine("tiny [FILE]   reads the digit of a binary 28x28 .pgm picture, or without one that which comes with the program");
    return args.Length > 1 ? 2 : 0;
}

try
{
    float[] pixels = args.Length == 0 ? DigitPicture.Example() : DigitPicture.Read(args[0]);
    Reading reading = Reading.Of(LeNet5.Default, pixels);
    TimeSpan first = Stopwatch.GetElapsedTime(start);
    Console.Write(DigitPicture.Draw(pixels));
    Console.WriteLine(reading);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {first.TotalMilliseconds:F2} ms after Main began, the weights included"));
    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
